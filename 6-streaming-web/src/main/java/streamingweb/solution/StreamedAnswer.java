package streamingweb.solution;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import streamingweb.MinimalServer;

/** A solution: stream an answer to a browser, which can end in three ways. */
public final class StreamedAnswer {

  /** Answers one visitor's question. */
  public static void answer(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.res().getOutputStream();
    try (RunResultStreaming result = Runner.runStreamed(agent, ctx.body())) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          send(browser, Map.of("delta", raw.data().asOutputTextDelta().delta()));
        }
      }
      send(browser, Map.of("done", true));
    } catch (AgentsException e) { // only the model's: a visitor who left reads nothing
      send(browser, Map.of("error", "The answer broke off. Please ask again."));
    }
  }

  /** Throws an exception if the visitor has left, and that closes the run. */
  private static void send(OutputStream browser, Object event) throws IOException {
    String json = new JsonMapper().writeValueAsString(event);
    browser.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    browser.flush();
  }

  public static void main(String[] args) {
    Handler handler = ctx -> answer(ctx, MinimalServer.AGENT);
    MinimalServer.start("exercise", web -> web.routes.post("/answer", handler));
  }
}
