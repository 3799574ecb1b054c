package streamingweb;

import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;

/** Step 3: the visitor can say stop while the answer is written. */
public final class MinimalWebSocket {
  public static void main(String[] args) {
    MinimalServer.start("socket", web -> web.routes.ws("/chat", MinimalWebSocket::chat));
  }

  private static void chat(WsConfig browser) {
    browser.onMessage(ctx -> hear(ctx, ctx.message()));
    browser.onClose(ctx -> hear(ctx, "stop"));
  }

  private static void hear(WsContext browser, String message) {
    if (browser.attribute("run") instanceof RunResultStreaming running) {
      running.cancel(); // one answer at a time, and none after "stop"
    }
    if (!message.equals("stop")) {
      RunResultStreaming result = Runner.runStreamed(MinimalServer.AGENT, message);
      browser.attribute("run", result);
      new Thread(() -> answer(browser, result)).start(); // this one hears "stop"
    }
  }

  private static void answer(WsContext browser, RunResultStreaming result) {
    try (result) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          browser.send(Map.of("delta", raw.data().asOutputTextDelta().delta()));
        }
      }
    } finally {
      browser.send(Map.of("done", true));
    }
  }
}
