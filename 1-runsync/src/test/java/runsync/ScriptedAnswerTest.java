package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunResult;
import agents.Runner;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pattern for your own tests: a server in this process answers what the test says. */
class ScriptedAnswerTest {
  private static final String ANSWER =
      """
      {
        "output": [
          {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "6 times 7 is 42.", "annotations": []}]
          }
        ]
      }
      """;

  private final MockWebServer server = new MockWebServer();
  private Agent tutor;

  @BeforeEach
  void startTheServer() throws IOException {
    server.start();
    String url = server.url("/v1/").toString();
    Model model = new OpenAIResponsesModel("any-model", OpenAIDefaults.newClient(url, "any-key"));
    String instructions = "You are a maths tutor.";
    tutor = Agent.builder().name("Tutor").instructions(instructions).model(model).build();
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void theAnswerIsTheFinalOutput() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());

    RunResult result = Runner.runSync(tutor, "What is 6 times 7?");

    assertEquals("6 times 7 is 42.", result.finalOutput());
    String sent = server.takeRequest().getBody().utf8();
    assertTrue(sent.contains("\"You are a maths tutor.\""), sent);
    assertTrue(sent.contains("\"What is 6 times 7?\""), sent);
  }

  @Test
  void aRefusedKeyIsOneClearLine() {
    String body = "{\"error\": {\"message\": \"Incorrect API key provided.\"}}";
    server.enqueue(new MockResponse.Builder().code(401).body(body).build());

    ModelCallError e = assertThrows(ModelCallError.class, () -> Runner.runSync(tutor, "Hello?"));

    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains("Incorrect API key provided"), e.getMessage());
    assertEquals(1, server.getRequestCount());
  }

  /** The SDK asks again by itself, at most twice. The header keeps the pause short here. */
  @Test
  void aServerInTroubleIsAskedAgain() {
    MockResponse overloaded =
        new MockResponse.Builder().code(503).addHeader("Retry-After-Ms", "1").build();
    server.enqueue(overloaded);
    server.enqueue(overloaded);
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());

    RunResult result = Runner.runSync(tutor, "What is 6 times 7?");

    assertEquals("6 times 7 is 42.", result.finalOutput());
    assertEquals(3, server.getRequestCount());
  }
}
