package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.OpenAIDefaults;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Printed;

/** Each demo prints what its lesson promises, whichever API the model is asked through. */
@Tag("course")
class DemosTest {
  private static final String ANSWER =
      "It is 31 degrees Celsius in Lahore and 9 in Oslo. Lahore is 22 degrees warmer, which is a"
          + " difference of 39.6 Fahrenheit degrees.\n";

  @AfterEach
  void useTheDefaultApi() {
    OpenAIDefaults.setApi(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void agentLoopCallsToolsUntilItCanAnswer(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(AgentLoop::main);
    assertEquals(
        """
        === Starting Stream ===
        [tool called] get_weather {"city":"Lahore"}
        [tool called] get_weather {"city":"Oslo"}
        [tool output] 31
        [tool output] 9
        [tool called] calculate {"expression":"31 - 9"}
        [tool output] 22
        [tool called] calculate {"expression":"22 * 9 / 5"}
        [tool output] 39.6
        """
            + ANSWER
            + "=== Stream Complete ===\n",
        printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void loopByHandComesToTheSameAnswer(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        [tool called] get_weather {"city":"Lahore"}
        [tool output] 31
        [tool called] get_weather {"city":"Oslo"}
        [tool output] 9
        [tool called] calculate {"expression":"31 - 9"}
        [tool output] 22
        [tool called] calculate {"expression":"22 * 9 / 5"}
        [tool output] 39.6
        """
            + ANSWER,
        Console.run(LoopByHand::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void parallelToolsTakeAsLongAsTheSlowest(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(ParallelTools::main);
    for (int i = 0; i < 4 && !isFaster(printed); i++) { // a machine that is too busy may try again
      printed = Console.run(ParallelTools::main);
    }

    assertTrue(
        printed.startsWith(
            "Lahore has 13 million inhabitants, the weather is sunny, 31 degrees,"
                + " and the local time is 14:05.\n"),
        printed);
    assertTrue(millis("one after the other", printed) >= 1400, printed);
    assertTrue(isFaster(printed), printed);
  }

  private static boolean isFaster(String printed) {
    return millis("side by side", printed) < millis("one after the other", printed) - 400;
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void toolErrorsAreToldToTheModel(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        [tool called] get_exchange_rate {"from":"EUR","to":"PKR"}
        [sent to the model] An error occurred while running the tool. Please try again. \
        Error: the bank did not answer
        [tool called] get_exchange_rate {"from":"EUR","to":"PKR"}
        [sent to the model] 325.4
        One euro is 325.4 Pakistani rupees.
        """,
        Console.run(ToolErrors::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void maxTurnsStopsTheLoopAndKeepsWhatWasDone(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        Max turns (3) exceeded
        Model calls: 3
        count -> 1
        count -> 2
        count -> 3
        Items to go on with: 7
        """,
        Console.run(MaxTurns::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void withContextKnowsTheUser(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        "Good evening, Aisha! You like your food vegetarian and not too hot,"
            + " so how about a warm bowl of dal with rice?\n",
        Console.run(WithContext::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void structuredMovieIsJsonAndThenARecord(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(StructuredMovie::main);

    assertTrue(printed.startsWith("{\"director\":\"Spike Jonze\","), printed);
    assertTrue(
        printed.contains(
            """
            }

            Her, 2013, Spike Jonze
            [Drama, Romance, Science Fiction], 8.0 of 10
            A lonely writer"""),
        printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void structuredTasksCanBeAddedUp(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(StructuredTasks::main);

    assertTrue(printed.startsWith("{\"tasks\":["), printed);
    assertTrue(
        printed.endsWith(
            """

            HIGH    12 h  Write the pages
            HIGH     3 h  Set up hosting
            MEDIUM   4 h  Test on phones
            LOW      2 h  Announce the launch
            all     21 h
            """),
        printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void codeGeneratorPutsEachPartInItsPlace(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(CodeGenerator::main);

    assertTrue(
        printed.endsWith(
            """

            --- Java ---
            static String title(String url) throws IOException {
              return Jsoup.connect(url).get().title();
            }
            --- Explanation ---
            jsoup fetches the page, parses it as a browser would, and knows its title.
            --- Dependencies ---
            org.jsoup:jsoup:1.24.1
            """),
        printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void newsSummarizerShowsItsProgressAndASummary(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    String printed = Console.run(NewsSummarizer::main);

    assertTrue(
        Pattern.compile("^Fetching. Bytes so far: 1024 \\d{4}\n\\{\"").matcher(printed).find(),
        printed);
    assertTrue(
        printed.contains("\n\nWord by Word: Why Chat Answers Are Streamed\n- A language model"),
        printed);
    assertTrue(printed.endsWith("\nTechnology, POSITIVE\n"), printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void liveToolsPrintsOneLineATool(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        get_weather{"city":"Lahore"} ... 31
        get_weather{"city":"Oslo"} ... 9
        It is 31 degrees Celsius in Lahore and 9 in Oslo.
        """,
        Console.run(LiveTools::main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void streamedContextTellsTheCustomersApart(String api) throws Exception {
    OpenAIDefaults.setApi(api);
    assertEquals(
        """
        Aisha: Your order is on its way.
        Omar: Your order is in our shop.
        """,
        Console.run(StreamedContext::main));
  }

  @Test
  void callInPiecesPutsBothCallsTogether() throws Exception {
    String printed = Console.run(CallInPieces::main);
    assertTrue(printed.startsWith("piece of call 0: get_weather\n"), printed);
    assertTrue(
        printed.endsWith(
            """
            complete: get_weather {"city":"Lahore"}
            complete: get_weather {"city":"Oslo"}
            """),
        printed);
  }

  /** A server that has Chat Completions only, and wants back what it has sent with each call. */
  @Test
  void loopByHandWorksWithGeminiToo() {
    Map<String, String> gemini =
        Map.of("OPENAI_API", "chat_completions", "OFFLINE_DIALECT", "gemini");
    Printed printed = Printed.by(gemini, "agentloop", "LoopByHand");
    assertTrue(printed.output().endsWith(ANSWER), printed.errors());
    assertEquals(0, printed.status(), printed.errors());
  }

  private static long millis(String name, String printed) {
    return Pattern.compile(name + " +(\\d+) ms")
        .matcher(printed)
        .results()
        .map((MatchResult found) -> Long.valueOf(found.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
