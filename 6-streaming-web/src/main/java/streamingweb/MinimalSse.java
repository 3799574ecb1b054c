package streamingweb;

import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import io.javalin.http.sse.SseClient;

/** Step 1: a browser shows an answer while it is written. The question never changes. */
public final class MinimalSse {
  public static void main(String[] args) {
    MinimalServer.start("sse", web -> web.routes.sse("/answer", MinimalSse::answer));
  }

  private static void answer(SseClient browser) {
    String question = "Explain recursion in programming in simple terms.";
    try (RunResultStreaming result = Runner.runStreamed(MinimalServer.AGENT, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          browser.sendData(raw.data().asOutputTextDelta().delta());
        }
      }
    } finally {
      browser.sendEvent("done", ""); // or the browser connects again, and asks again
    }
  }
}
