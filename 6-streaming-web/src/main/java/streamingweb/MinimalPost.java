package streamingweb;

import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Step 2: the visitor asks. The question comes in a POST, and each event is JSON. */
public final class MinimalPost {
  public static void main(String[] args) {
    MinimalServer.start("post", web -> web.routes.post("/answer", MinimalPost::answer));
  }

  private static void answer(Context ctx) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.res().getOutputStream();
    String question = ctx.body();
    try (RunResultStreaming result = Runner.runStreamed(MinimalServer.AGENT, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          browser.write(frame(raw.data().asOutputTextDelta().delta()));
          browser.flush(); // or the words wait in the server until there are many of them
        }
      }
    }
  }

  /** In JSON a line break is written as \n, so the text can't end the event early. */
  private static byte[] frame(String delta) throws IOException {
    String json = new JsonMapper().writeValueAsString(Map.of("delta", delta));
    return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
