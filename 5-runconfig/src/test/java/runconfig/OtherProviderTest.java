package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunResult;
import agents.Runner;
import com.openai.client.OpenAIClient;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pattern for your own tests: is the right provider asked, with the right key and model? */
class OtherProviderTest {
  private static final String ANSWER =
      """
      {
        "choices": [
          {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "Bonjour !"}
          }
        ]
      }
      """;

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void startTheServer() throws IOException {
    server.start();
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void theRunAsksThisProviderAndNoOther() throws InterruptedException {
    String url = server.url("/openai/v1/").toString();
    OpenAIClient client = OpenAIDefaults.newClient(url, "the-key");
    RunConfig config =
        RunConfig.builder().model(new OpenAIChatCompletionsModel("small-model", client)).build();

    Agent agent = Agent.builder().name("Assistant").build();
    RunResult result = Runner.runSync(agent, "Say hello in French.", config);

    assertEquals("Bonjour !", result.finalOutput());
    RecordedRequest request = server.takeRequest();
    assertEquals("/openai/v1/chat/completions", request.getUrl().encodedPath());
    assertEquals("Bearer the-key", request.getHeaders().get("Authorization"));
    String sent = request.getBody().utf8();
    assertTrue(sent.contains("\"model\":\"small-model\""), sent);
  }
}
