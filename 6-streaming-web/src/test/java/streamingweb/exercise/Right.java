package streamingweb.exercise;

import agents.Agent;
import agents.AgentsException;
import agents.ModelCallError;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Right solutions, each in another style. */
final class Right {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SORRY = "Sorry, that broke off.";

  private Right() {}

  /** Javalin's own way, with JSON in the data. */
  static void withJavalinsSse(Context ctx, Agent agent) {
    new SseHandler(browser -> answer(browser, agent)).handle(ctx);
  }

  private static void answer(SseClient browser, Agent agent) {
    try (RunResultStreaming result = Runner.runStreamed(agent, browser.ctx().body())) {
      browser.onClose(result::cancel);
      for (StreamEvent event : result.streamEvents()) {
        delta(event).ifPresent(delta -> browser.sendData(Map.of("delta", delta)));
        if (browser.terminated()) {
          return;
        }
      }
      browser.sendData(Map.of("done", true));
    } catch (AgentsException e) {
      browser.sendData(Map.of("error", SORRY));
    }
  }

  /** A PrintWriter throws nothing, but it can be asked. */
  static void withAWriter(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream;charset=UTF-8");
    PrintWriter browser = ctx.res().getWriter();
    RunResultStreaming result = Runner.runStreamed(agent, ctx.body());
    try {
      Iterator<StreamEvent> events = result.streamEvents().iterator();
      boolean there = true;
      while (there && events.hasNext()) {
        Optional<String> delta = delta(events.next());
        if (delta.isPresent()) {
          browser.print("data:" + json(Map.of("delta", delta.get())) + "\n\n");
          there = !browser.checkError();
        }
      }
      browser.print("data:" + json(Map.of("done", true)) + "\n\n");
    } catch (ModelCallError e) {
      browser.print("data:" + json(Map.of("error", SORRY)) + "\n\n");
    } finally {
      result.close();
    }
  }

  /** All that server-sent events allow: CRLF, ids, names, comments, and data of many lines. */
  static void withEverythingTheStandardHas(Context ctx, Agent agent) throws IOException {
    ctx.res().setHeader("Content-Type", "Text/Event-Stream");
    OutputStream browser = ctx.res().getOutputStream();
    write(browser, ": hello\r\nretry: 100000\r\n\r\n");
    int id = 0;
    try (RunResultStreaming result = Runner.runStreamed(agent, ctx.body())) {
      for (StreamEvent event : result.streamEvents()) {
        if (delta(event).isPresent()) {
          ObjectNode json = JSON.createObjectNode().put("delta", delta(event).get()).put("n", id);
          String lines = json.toPrettyString().replaceAll("\r?\n", "\r\ndata: ");
          write(browser, "id: " + id++ + "\r\nevent: message\r\ndata: " + lines + "\r\n\r\n");
        }
      }
      write(browser, "event: end\r\ndata: {\"delta\":\"\",\r\ndata: \"done\":true}\r\n\r\n");
    } catch (AgentsException e) {
      write(browser, "data: {\"error\":\"" + SORRY + "\"}\r\n\r\n");
    }
  }

  /** The request's own thread is free meanwhile. */
  static void withAFuture(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream");
    OutputStream browser = ctx.res().getOutputStream();
    String question = ctx.body();
    ctx.future(
        () ->
            CompletableFuture.runAsync(
                () -> {
                  try {
                    answer(browser, agent, question);
                  } catch (IOException e) {
                    // The visitor has left, and the run is closed.
                  }
                },
                // From Java 25 on, the default has one thread for all visitors on two cores.
                work -> new Thread(work).start()));
  }

  static void withJavalinsAsync(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream");
    OutputStream browser = ctx.res().getOutputStream();
    String question = ctx.body();
    ctx.async(() -> answer(browser, agent, question));
  }

  private static void answer(OutputStream browser, Agent agent, String question)
      throws IOException {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (delta(event).isPresent()) {
          send(browser, Map.of("delta", delta(event).get()));
        }
      }
      send(browser, Map.of("done", true));
    } catch (AgentsException e) {
      send(browser, Map.of("error", SORRY));
    }
  }

  /** One thread reads the model, another writes to the browser, and notices when it has gone. */
  static void withTwoThreadsAndAHeartbeat(Context ctx, Agent agent) throws Exception {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.res().getOutputStream();
    BlockingQueue<Map<String, ?>> events = new LinkedBlockingQueue<>();
    RunResultStreaming result = Runner.runStreamed(agent, ctx.body());
    new Thread(() -> read(result, events)).start();
    try {
      while (true) {
        Map<String, ?> event = events.poll(100, TimeUnit.MILLISECONDS);
        write(browser, event == null ? ": still here\n\n" : "data: " + json(event) + "\n\n");
        if (event != null && !event.containsKey("delta")) {
          return;
        }
      }
    } finally {
      result.cancel();
    }
  }

  private static void read(RunResultStreaming result, BlockingQueue<Map<String, ?>> events) {
    try {
      for (StreamEvent event : result.streamEvents()) {
        delta(event).ifPresent(delta -> events.add(Map.of("delta", delta)));
      }
      events.add(Map.of("done", true));
    } catch (AgentsException e) {
      events.add(Map.of("error", SORRY));
    }
  }

  static void withAStream(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.res().getOutputStream();
    String end = json(Map.of("done", true));
    try (RunResultStreaming result = Runner.runStreamed(agent, ctx.body())) {
      StreamSupport.stream(result.streamEvents().spliterator(), false)
          .flatMap(event -> delta(event).stream())
          .forEach(delta -> sendUnchecked(browser, Map.of("delta", delta)));
    } catch (ModelCallError e) {
      end = json(Map.of("error", SORRY));
    }
    write(browser, "data: " + end + "\n\n");
  }

  /** Escapes by hand, and escapes enough. Each character is an event of its own. */
  static void byHandAndInSmallPieces(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream");
    var browser = ctx.res().getOutputStream();
    try (RunResultStreaming result = Runner.runStreamed(agent, ctx.body())) {
      for (StreamEvent event : result.streamEvents()) {
        for (char c : delta(event).orElse("").toCharArray()) {
          write(browser, "data: {\"delta\": \"\\u%04x\"}\n\n".formatted((int) c));
        }
      }
      write(browser, "data: {\"done\": true}\n\n");
    } catch (AgentsException e) {
      write(browser, "data: {\"error\": \"" + SORRY + "\"}\n\n");
    }
  }

  /** Hears that the visitor left, and leaves without a word. */
  static void leavesQuietly(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    OutputStream browser = ctx.res().getOutputStream();
    RunResultStreaming result = Runner.runStreamed(agent, ctx.body());
    try {
      for (StreamEvent event : result.streamEvents()) {
        if (delta(event).isPresent()) {
          try {
            send(browser, Map.of("delta", delta(event).get()));
          } catch (IOException e) {
            result.cancel();
          }
        }
      }
      send(browser, Map.of("done", true));
    } catch (ModelCallError e) {
      send(browser, Map.of("error", SORRY));
    }
  }

  /** With the headers that tutorials add, and a failure that the server's log gets, too. */
  static void withAllHeaders(Context ctx, Agent agent) throws IOException {
    ctx.contentType("text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-cache, no-transform");
    ctx.header("Connection", "keep-alive");
    ctx.header("X-Accel-Buffering", "no");
    OutputStream browser = ctx.res().getOutputStream();
    browser.flush();
    try (RunResultStreaming result = Runner.runStreamed(agent, ctx.body())) {
      for (StreamEvent event : result.streamEvents()) {
        if (delta(event).isPresent()) {
          send(browser, Map.of("delta", delta(event).get()));
        }
      }
      send(browser, Map.of("done", true));
    } catch (AgentsException e) {
      send(browser, Map.of("error", SORRY));
      throw e;
    }
  }

  static Optional<String> delta(StreamEvent event) {
    return event instanceof RawResponseEvent raw
        ? raw.data().outputTextDelta().map(delta -> delta.delta())
        : Optional.empty();
  }

  static String json(Map<String, ?> event) throws IOException {
    return JSON.writeValueAsString(event);
  }

  static void send(OutputStream browser, Map<String, ?> event) throws IOException {
    write(browser, "data: " + json(event) + "\n\n");
  }

  static void write(OutputStream browser, String text) throws IOException {
    browser.write(text.getBytes(StandardCharsets.UTF_8));
    browser.flush();
  }

  static void sendUnchecked(OutputStream browser, Map<String, ?> event) {
    try {
      send(browser, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
