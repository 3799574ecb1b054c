package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pattern for your own tests: does the first piece arrive before the second one is sent? */
class WithheldChunkTest {
  private static final String HELLO = delta("Hello");
  private static final String WORLD = delta(", world!");
  private static final String END =
      """
      event: response.completed
      data: {"type": "response.completed", "response": {"output": [{"type": "message", \
      "content": [{"type": "output_text", "text": "Hello, world!"}]}]}}

      """;

  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch helloWasSeen = new CountDownLatch(1);
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

  @Test
  void theFirstWordIsShownBeforeTheSecondIsSent() {
    server.enqueue(stream(new OneWordThenWait()));

    StringBuilder seen = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, "Say hello.")) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          seen.append(raw.data().asOutputTextDelta().delta());
          helloWasSeen.countDown();
        }
      }
    }

    assertEquals("Hello, world!", seen.toString());
  }

  @Test
  void whatCameBeforeAStreamBrokeIsKept() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(HELLO) // and no end
            .build());

    ModelCallError e =
        assertThrows(
            ModelCallError.class,
            () -> {
              try (RunResultStreaming result = Runner.runStreamed(agent, "Say hello.")) {
                result.streamEvents().forEach(event -> {});
              }
            });

    assertEquals("Hello", e.runData().partialText());
  }

  /** Sends the first word, and the rest only when somebody has seen it. */
  private class OneWordThenWait implements MockResponseBody {
    @Override
    public long getContentLength() {
      return -1; // not known yet
    }

    @Override
    public void writeTo(BufferedSink out) throws IOException {
      out.writeUtf8(HELLO).flush();
      try {
        if (!helloWasSeen.await(30, TimeUnit.SECONDS)) {
          throw new IOException("Nobody has seen the first word: this is not streaming.");
        }
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      out.writeUtf8(WORLD + END).flush();
    }
  }

  private static MockResponse stream(MockResponseBody body) {
    String type = "text/event-stream";
    return new MockResponse.Builder().addHeader("Content-Type", type).body(body).build();
  }

  private static String delta(String text) {
    return """
        event: response.output_text.delta
        data: {"type": "response.output_text.delta", "delta": "%s"}

        """
        .formatted(text);
  }
}
