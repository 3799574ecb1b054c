package runasync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pattern for your own tests: what a future does when its answer is late, or never comes. */
class LateAnswerTest {
  private static final String ANSWER =
      """
      {
        "output": [
          {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "Here I am.", "annotations": []}]
          }
        ]
      }
      """;

  private final MockWebServer server = new MockWebServer();
  private Agent agent;

  @BeforeEach
  void startTheServer() throws IOException {
    server.start();
    String url = server.url("/v1/").toString();
    Model model = new OpenAIResponsesModel("any-model", OpenAIDefaults.newClient(url, "any-key"));
    agent = Agent.builder().name("Assistant").model(model).build();
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  /** The server has no answer yet, so the future can't have one: there is no race to lose. */
  @Test
  void theProgramGoesOnWhileTheServerThinks() {
    CompletableFuture<RunResult> future = Runner.run(agent, "Are you there?");

    assertEquals(false, future.isDone());
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    assertEquals("Here I am.", future.join().finalOutput());
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() {
    CompletableFuture<RunResult> future = Runner.run(agent, "Are you there?");
    future.orTimeout(50, TimeUnit.MILLISECONDS);

    CompletionException e = assertThrows(CompletionException.class, future::join);

    assertInstanceOf(TimeoutException.class, e.getCause());
  }

  @Test
  void aFailureComesOutOfJoin() {
    server.enqueue(new MockResponse.Builder().code(401).build());

    CompletableFuture<RunResult> future = Runner.run(agent, "Are you there?");
    CompletionException e = assertThrows(CompletionException.class, future::join);

    ModelCallError cause = assertInstanceOf(ModelCallError.class, e.getCause());
    assertTrue(cause.getMessage().contains("key"), cause.getMessage());
  }
}
