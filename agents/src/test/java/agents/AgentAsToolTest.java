package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.failure;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.RunItem.MessageOutputItem;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wire.Json;

/** One agent calls another like a function, as in Python's Agents SDK. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class AgentAsToolTest {
  private record Movie(String title, int year) {}

  private static final ScriptedModel.Turn ASK =
      turn(call("translate", "{\"input\":\"Good morning\"}"));

  private static Agent.Builder translator(Model model) {
    return Agent.builder().name("Translator").model(model).instructions("Translate.");
  }

  private static Agent editor(Model model, FunctionTool tool) {
    return Tools.agent(model, tool);
  }

  private static FunctionTool tool(Agent agent) {
    return agent.asTool("translate", "Translates into Urdu.");
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void itsAnswerIsTheOutput(Ways way) {
    ScriptedModel inner = play(turn(call("weather", "{}")), turn(text("Subah bakhair")));
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Agent translator = translator(inner).tool(Tools.weather()).build();

    RunResult result = way.run(editor(outer, tool(translator)), "Hi", RunConfig.builder().build());

    assertEquals("Done.", result.finalOutput());
    assertEquals(List.of("Subah bakhair"), Tools.outputsSeen(outer, 2));
    assertEquals("Test", result.lastAgent().name(), "the outer agent stays the one that acts");
    JsonNode asked = Json.MAPPER.valueToTree(inner.requests.get(0).input());
    assertEquals(1, asked.size(), "nothing of the outer conversation");
    assertEquals("Good morning", asked.at("/0/content").asText());
    assertEquals("Translate.", inner.requests.get(0).instructions().orElseThrow());
    assertEquals(4, result.newItems().size() + 1, "what it did is not mixed into the outer run");
    assertEquals(4, result.usage().requests(), "its calls count");
    assertEquals(48, result.usage().totalTokens());
    assertEquals(2, result.rawResponses().size());
  }

  @Test
  void theModelSeesOneRequiredText() {
    ScriptedModel outer = play(turn(text("Done.")));
    Runner.runSync(editor(outer, tool(translator(play()).build())), "Hi");

    JsonNode schema = Json.MAPPER.valueToTree(outer.requests.get(0).tools().get(0));
    assertEquals("translate", schema.path("name").asText());
    assertEquals("Translates into Urdu.", schema.path("description").asText());
    assertTrue(schema.path("strict").asBoolean());
    assertEquals(Json.parse("[\"input\"]"), schema.at("/parameters/required"));
    assertEquals("string", schema.at("/parameters/properties/input/type").asText());
  }

  @Test
  void itSeesTheContextAndTheConfigurationOfTheOuterRun() {
    List<String> seen = new ArrayList<>();
    FunctionTool reads =
        FunctionTool.of("read", "Reads.", run -> seen.add(run.context(String.class)));
    ScriptedModel all =
        play(ASK, turn(call("read", "{}")), turn(text("Subah bakhair")), turn(text("Done.")));
    Agent translator = translator(play()).tool(reads).build();
    MemorySession session = new MemorySession();
    RunConfig config =
        RunConfig.builder().model(all).context("Aisha").maxTurns(2).session(session).build();

    assertEquals(
        "Done.", Runner.runSync(editor(play(), tool(translator)), "Hi", config).finalOutput());
    assertEquals(List.of("Aisha"), seen);
    assertEquals(4, session.getItems().size(), "the session is the outer run's alone");
  }

  @Test
  void itsTurnsAreItsOwn() {
    ScriptedModel inner = ScriptedModel.always(turn(call("weather", "{}")));
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Agent translator = translator(inner).tool(Tools.weather()).build();
    RunConfig config = RunConfig.builder().maxTurns(2).build();
    RunResult result = Runner.runSync(editor(outer, tool(translator)), "Hi", config);

    assertEquals(10, inner.requests.size());
    assertEquals(
        List.of(
            "An error occurred while running the tool. Please try again. "
                + "Error: Max turns (10) exceeded"),
        Tools.outputsSeen(outer, 2));
    assertEquals(12, result.usage().requests(), "what failed has cost something, too");
  }

  @Test
  void anObjectIsToldAsJson() {
    String alien = "{\"title\":\"Alien\",\"year\":1979}";
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Agent critic = translator(play(turn(text(alien)))).outputType(Movie.class).build();
    Runner.runSync(editor(outer, tool(critic)), "Hi");

    assertEquals(List.of(alien), Tools.outputsSeen(outer, 2));
  }

  @Test
  void itsFailureIsToldToTheModelLikeThatOfAnyTool() {
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    ScriptedModel inner = play(turn(call("nothing", "{}")));
    Runner.runSync(editor(outer, tool(translator(inner).build())), "Hi");

    assertEquals(
        List.of(
            "An error occurred while running the tool. Please try again. "
                + "Error: Tool nothing not found in agent Translator"),
        Tools.outputsSeen(outer, 2));
  }

  @Test
  void itsFailureMayBeToldInOtherWordsOrEndTheRun() {
    FunctionTool tool = tool(translator(play(turn(call("nothing", "{}")))).build());
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Runner.runSync(editor(outer, tool.failureErrorFunction(e -> "Do it yourself.")), "Hi");
    assertEquals(List.of("Do it yourself."), Tools.outputsSeen(outer, 2));

    FunctionTool fails = tool(translator(play(turn(call("nothing", "{}")))).build());
    Agent strict = editor(play(ASK), fails.failureErrorFunction(null));
    var error = assertThrows(AgentsException.class, () -> Runner.runSync(strict, "Hi"));
    assertTrue(error.getMessage().contains("Tool nothing not found"), error.getMessage());
    assertEquals(1, error.runData().rawResponses().size(), "what the outer run had produced");
    assertEquals(2, error.runData().usage().requests());
  }

  @Test
  void itsOtherToolsEndWithItsFailureThoughTheOuterRunGoesOn() {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FunctionTool hangs = Tools.hanging("hangs", began, interrupted);
    FunctionTool breaks =
        FunctionTool.of(
                "breaks",
                "Does not work.",
                Tools.City.class,
                (context, city) -> {
                  Tools.await(began);
                  throw new IllegalStateException("boom");
                })
            .failureErrorFunction(null);
    FunctionTool after =
        FunctionTool.of(
            "after",
            "Looks what has become of the first.",
            Tools.City.class,
            (context, city) -> {
              Tools.await(interrupted);
              return "interrupted";
            });
    String rome = "{\"name\":\"Rome\"}";
    ScriptedModel inner = play(turn(call("hangs", rome), call("breaks", rome)));
    Agent translator = translator(inner).tool(hangs).tool(breaks).build();
    ScriptedModel outer = play(ASK, turn(call("after", rome)), turn(text("Done.")));
    Runner.runSync(Tools.agent(outer, tool(translator), after), "Hi");

    List<String> seen = Tools.outputsSeen(outer, 3);
    assertTrue(seen.get(0).endsWith("Error running tool breaks: boom"), seen.get(0));
    assertEquals("interrupted", seen.get(1));
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void aListenerReadsItsEventsWhileItWorks(Ways way) {
    List<String> heard = new CopyOnWriteArrayList<>();
    ScriptedModel inner = play(turn(call("transfer_to_urdu", "{}")));
    Agent urdu = Agent.builder().name("Urdu").model(play(turn(text("Subah bakhair")))).build();
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    FunctionTool tool =
        translator(inner)
            .handoff(urdu)
            .build()
            .asTool(
                "translate",
                "Translates.",
                event -> {
                  assertEquals(1, outer.requests.size(), "the outer model waits for the tool");
                  heard.add(
                      event instanceof AgentUpdatedStreamEvent now
                          ? now.newAgent().name()
                          : Events.name(event));
                });
    RunResult result = way.run(editor(outer, tool), "Hi", RunConfig.builder().build());

    assertEquals("Translator", heard.get(0));
    assertTrue(heard.contains("output_text.delta"), heard.toString());
    assertEquals(
        List.of("handoff_requested", "handoff_occured", "Urdu", "message_output_created"),
        heard.stream().filter(n -> n.matches("handoff.*|Urdu|message.*")).toList());
    assertEquals(List.of("Subah bakhair"), Tools.outputsSeen(outer, 2));
    assertEquals("Test", result.lastAgent().name());
    assertEquals(4, result.usage().requests());
  }

  @Test
  void theOuterReaderSeesNothingOfIt() {
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Agent translator = translator(play(turn(text("Subah bakhair")))).build();
    FunctionTool tool = translator.asTool("translate", "Translates.", event -> {});
    try (RunResultStreaming run = Runner.runStreamed(editor(outer, tool), "Hi")) {
      List<String> items = new ArrayList<>();
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof StreamEvent.RunItemStreamEvent item) {
          items.add(item.item() instanceof MessageOutputItem said ? said.text() : item.name());
        }
      }
      assertEquals(List.of("tool_called", "tool_output", "Done."), items);
    }
  }

  @Test
  void aListenerThatFailsDoesNoHarm() {
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    Agent translator = translator(play(turn(text("Subah bakhair")))).build();
    FunctionTool tool =
        translator.asTool(
            "translate",
            "Translates.",
            event -> {
              throw new IllegalStateException("the screen is off");
            });
    List<String> warnings = SessionTest.warningsOf(() -> Runner.runSync(editor(outer, tool), "Hi"));

    assertTrue(warnings.contains("A listener failed"), warnings.toString());
    assertEquals(List.of("Subah bakhair"), Tools.outputsSeen(outer, 2));
  }

  @Test
  void aListenerHearsWhatCameBeforeAFailure() {
    List<String> heard = new CopyOnWriteArrayList<>();
    ScriptedModel inner =
        play(turn(call("weather", "{}")), failure(new IllegalStateException("down")));
    ScriptedModel outer = play(ASK, turn(text("Done.")));
    FunctionTool tool =
        translator(inner)
            .tool(Tools.weather())
            .build()
            .asTool("translate", "Translates.", event -> heard.add(Events.name(event)));
    Runner.runSync(editor(outer, tool), "Hi");

    assertEquals("tool_output", heard.get(heard.size() - 1));
    String told = Tools.outputsSeen(outer, 2).get(0);
    assertTrue(told.startsWith("An error occurred while running the tool."), told);
  }

  /** A translator whose model is silent, on one of the two APIs. */
  private static FunctionTool silent(String api, RawServer server, boolean streamed) {
    Agent translator = translator(Http.model(api, server.url())).build();
    return streamed ? translator.asTool("translate", "Translates.", event -> {}) : tool(translator);
  }

  @ParameterizedTest
  @CsvSource({"chat, true", "chat, false", "responses, true", "responses, false"})
  void itEndsWithTheOuterRun(String api, boolean streamed) throws Exception {
    try (RawServer server = RawServer.stalling(RawServer.SSE)) {
      Agent editor = editor(play(ASK), silent(api, server, streamed));
      try (RunResultStreaming run = Runner.runStreamed(editor, "Hi")) {
        Tools.await(server.asked);
      }
      Tools.await(server.hungUp);
    }
    try (RawServer server = RawServer.stalling("")) {
      Agent editor = editor(play(ASK), silent(api, server, streamed));
      CompletableFuture<RunResult> future = Runner.run(editor, "Hi");
      Tools.await(server.asked);
      assertFalse(future.isDone());
      future.cancel(true);
      Tools.await(server.hungUp);
    }
  }

  @ParameterizedTest
  @CsvSource({"chat, true", "chat, false", "responses, true", "responses, false"})
  void itEndsWithTheTimeOfTheTool(String api, boolean streamed) throws Exception {
    try (RawServer server = RawServer.stalling("")) {
      FunctionTool tool = silent(api, server, streamed).timeout(Duration.ofSeconds(2));
      ScriptedModel outer = play(ASK, turn(text("Done.")));
      Runner.runSync(editor(outer, tool), "Hi");

      assertEquals(
          List.of("Tool 'translate' timed out after 2 seconds."), Tools.outputsSeen(outer, 2));
      if (server.asked.getCount() == 0) { // a slow machine may not have come that far
        Tools.await(server.hungUp);
      }
    }
  }

  @Test
  void severalWorkAtTheSameTime() {
    ScriptedModel outer =
        play(
            turn(
                call("translate", "{\"input\":\"one\"}"), call("translate", "{\"input\":\"two\"}")),
            turn(text("Done.")));
    CountDownLatch both = new CountDownLatch(2);
    FunctionTool meet =
        FunctionTool.of(
            "meet",
            "Waits for the other one.",
            run -> {
              both.countDown();
              try {
                Tools.await(both);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "met";
            });
    Agent translator =
        translator(ScriptedModel.always(turn(call("meet", "{}"))))
            .tool(meet)
            .toolUseBehavior(ToolUseBehavior.STOP_ON_FIRST_TOOL)
            .build();
    RunResult result = Runner.runSync(editor(outer, tool(translator)), "Hi");

    assertEquals(List.of("met", "met"), Tools.outputsSeen(outer, 2));
    assertEquals(4, result.usage().requests());
  }

  /** The model sends one piece and falls silent: the listener has it, and the run is not over. */
  @ParameterizedTest
  @CsvSource({"chat", "responses"})
  void itsWordsAreHeardWhileItWrites(String api) throws Exception {
    String piece =
        api.equals("chat")
            ? Http.chunk("{'content':'Subah '}")
            : Http.events(1, turn(text("Subah "))).stream()
                .map(String::valueOf)
                .filter(event -> event.contains("output_text.delta"))
                .findFirst()
                .orElseThrow();
    CountDownLatch heard = new CountDownLatch(1);
    try (RawServer server = RawServer.stalling(RawServer.SSE + "data: " + piece + "\n\n")) {
      FunctionTool tool =
          translator(Http.model(api, server.url()))
              .build()
              .asTool(
                  "translate",
                  "Translates.",
                  event -> {
                    if (Events.name(event).equals("output_text.delta")) {
                      heard.countDown();
                    }
                  });
      CompletableFuture<RunResult> future = Runner.run(editor(play(ASK), tool), "Hi");
      Tools.await(heard);
      assertFalse(future.isDone());
      future.cancel(true);
      Tools.await(server.hungUp);
    }
  }
}
