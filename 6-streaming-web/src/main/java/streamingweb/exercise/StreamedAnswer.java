package streamingweb.exercise;

import agents.Agent;
import agents.AgentsException;
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
import streamingweb.MinimalServer;

/**
 * Exercise: stream an answer to a browser, which can end in three ways.
 *
 * <ul>
 *   <li>The question is the body of the request. Stream the agent's answer as server-sent events.
 *   <li>The data of each event is JSON. Send <code>{"delta": "…"}</code> for each delta, at once.
 *   <li>After the last delta, send <code>{"done": true}</code>, and the response ends.
 *   <li>If the model fails, send <code>{"error": "…"}</code> instead, with words of your own.
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
    Agent agent = MinimalServer.AGENT;
    MinimalServer.start("exercise", web -> web.routes.post("/answer", ctx -> answer(ctx, agent)));
  }
}
