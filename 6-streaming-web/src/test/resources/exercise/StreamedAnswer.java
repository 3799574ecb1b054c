package streamingweb.exercise;

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

/**
 * Exercise: stream an answer to a browser, which can end in three ways.
 *
 * <ul>
 *   <li>The body of the request is the question. Stream the answer as server-sent events.
 *   <li>Each event's data is JSON: at once, <code>{"delta": "…"}</code> for each delta.
 *   <li>After the last delta, send <code>{"done": true}</code>, and the response ends.
 *   <li>If the model fails, send <code>{"error": "…"}</code>, in your own words.
 *   <li>If the visitor leaves, end the call to the model.
 * </ul>
 *
 * <p>Pieces: {@code MinimalPost}, try-with-resources, {@code AgentsException}.
 */
public final class StreamedAnswer {

  /** Answers one visitor's question. */
  public static void answer(Context ctx, Agent agent) throws IOException {
    String question = ctx.body();
    // TODO: run the agent, write each delta as an event, and say how it ended.
  }

  public static void main(String[] args) {
    Handler handler = ctx -> answer(ctx, MinimalServer.AGENT);
    MinimalServer.start("exercise", web -> web.routes.post("/answer", handler));
  }
}
