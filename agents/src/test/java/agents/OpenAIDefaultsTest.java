package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.client.OpenAIClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client, the API and the model of runs that do not choose their own. */
@Timeout(60)
class OpenAIDefaultsTest {

  @AfterEach
  void forget() {
    OpenAIDefaults.setClient(null);
    OpenAIDefaults.setApi(null);
  }

  @Test
  void anAgentWithoutAModelUsesTheDefaultClientAndTheDefaultModel() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Http.responsesText("Hello"));
      OpenAIClient client = OpenAIDefaults.newClient(Http.url(server), "sk-of-the-client");
      OpenAIDefaults.setClient(client);
      Agent agent = Agent.builder().name("Test").build();

      assertEquals("Hello", Runner.runSync(agent, "Hi").finalOutput());
      var request = server.takeRequest();
      assertEquals("/v1/responses", request.getUrl().encodedPath());
      assertEquals("Bearer sk-of-the-client", request.getHeaders().get("Authorization"));
      String model = wire.Json.parse(request.getBody().utf8()).path("model").asText();
      assertEquals(Environment.get("OPENAI_MODEL").orElse("gpt-4.1-mini"), model);
      assertSame(client, OpenAIDefaults.client());
      assertEquals(Http.url(server), OpenAIDefaults.baseUrl());
    }
  }

  @Test
  void theApiIsResponsesUnlessAnotherIsChosen() {
    OpenAIDefaults.setClient(OpenAIDefaults.newClient("http://localhost:1/v1", "none"));
    assertInstanceOf(OpenAIResponsesModel.class, OpenAIDefaults.modelNamed("m"));
    OpenAIDefaults.setApi("chat_completions");
    assertEquals("chat_completions", OpenAIDefaults.api());
    assertInstanceOf(OpenAIChatCompletionsModel.class, OpenAIDefaults.modelNamed("m"));
  }

  @Test
  void anApiThatDoesNotExistIsRefused() {
    OpenAIDefaults.setApi("telepathy");
    UserError error = assertThrows(UserError.class, OpenAIDefaults::api);
    assertEquals(
        "OPENAI_API is \"telepathy\" but can be: responses, chat_completions.", error.getMessage());
  }

  @Test
  void aKeyOfYoursGoesToTheServerOfTheEnvironment() {
    OpenAIDefaults.setKey("sk-mine");
    assertEquals("sk-mine", OpenAIModel.options(OpenAIDefaults.client()).apiKey().orElseThrow());
    String server = Environment.get("OPENAI_BASE_URL").orElse("https://api.openai.com/v1");
    assertEquals(server, OpenAIDefaults.baseUrl());
  }

  /** A client and a model are of use without an agent, too. */
  @ParameterizedTest
  @CsvSource({"responses, true", "responses, false", "chat, true", "chat, false"})
  void aModelMayBeCalledOutsideOfARun(String api, boolean streamed) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      if (streamed) {
        boolean chat = api.equals("chat");
        server.enqueue(
            chat
                ? Http.chunks(Http.chunk("{'content':'Hello'}"), Http.STOP)
                : Http.stream(1, ScriptedModel.turn(ScriptedModel.text("Hello"))));
      } else {
        server.enqueue(api.equals("chat") ? Http.chatText("Hello") : Http.responsesText("Hello"));
      }
      Model model = Http.model(api, Http.url(server));
      Model.Request request =
          new Model.Request(
              Optional.empty(),
              List.of(InputItems.user("Hi")),
              List.of(),
              Optional.empty(),
              ModelSettings.DEFAULT);
      var response = streamed ? model.stream(request, event -> {}) : model.respond(request);
      var message = response.output().get(0).asMessage();
      assertEquals("Hello", message.content().get(0).asOutputText().text());
    }
  }

  @Test
  void whatIsNoUrlIsRefused() {
    for (String url : List.of("api.openai.com", "", "ftp://x/v1")) {
      UserError error = assertThrows(UserError.class, () -> OpenAIDefaults.newClient(url, "none"));
      String problem = "\"" + url + "\" is not a base URL: it should look like https://";
      assertEquals(problem, error.getMessage().substring(0, problem.length()));
    }
  }

  @Test
  void eachModelIsAnnouncedOnceWithItsHost() {
    assertEquals(
        List.of("[model announced-1 at example.com]", "[model announced-1 at example.com:8443]"),
        announcements("https://example.com/v1", "https://example.com:8443/v1"));
    assertEquals(List.of(), announcements("https://example.com/other"));
  }

  /** What is printed when models of these servers are announced, twice each. */
  private static List<String> announcements(String... urls) {
    return printed(
        "announced-1",
        () -> {
          for (String url : urls) {
            OpenAIClient client = OpenAIDefaults.newClient(url, "none");
            OpenAIDefaults.announce(new OpenAIResponsesModel("announced-1", client));
            OpenAIDefaults.announce(new OpenAIChatCompletionsModel("announced-1", client));
          }
        });
  }

  @Test
  void aRunSaysWhichModelAnswers() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Http.responsesText("Hello"));
      OpenAIClient client = OpenAIDefaults.newClient(Http.url(server), "none");
      Agent agent = Tools.agent(new OpenAIResponsesModel("announced-2", client));
      String host = server.getHostName() + ":" + server.getPort();
      assertEquals(
          List.of("[model announced-2 at " + host + "]"),
          printed("announced-2", () -> Runner.runSync(agent, "Hi")));
    }
  }

  @Test
  void codeThatUsesTheClientItselfIsToldWhichModelAnswers() {
    OpenAIDefaults.setClient(OpenAIDefaults.newClient("http://announced-3:1234/v1", "none"));
    assertEquals(
        List.of("[model " + OpenAIDefaults.model() + " at announced-3:1234]"),
        printed("announced-3", OpenAIDefaults::client));
  }

  /** The lines about a model that are printed on stderr meanwhile. */
  private static List<String> printed(String model, Runnable work) {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(err);
    }
    String lines = printed.toString(StandardCharsets.UTF_8);
    return lines.lines().filter(line -> line.contains(model)).toList();
  }
}
