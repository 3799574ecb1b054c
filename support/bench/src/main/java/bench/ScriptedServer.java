package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A model that costs next to nothing, so that what is measured is the client: it streams as many
 * deltas as the model's name says, at the pace that it says. All clients get the same bytes. Runs
 * as a process of its own.
 */
public final class ScriptedServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MILLISECOND = 1_000_000;

  /** After each delta, by the first part of the model's name; any other name has none. */
  private static final Map<String, Long> PAUSES =
      Map.of("paced", MILLISECOND, "steady", 50 * MILLISECOND);

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor();

  private ScriptedServer() {}

  /** Prints the base URL and serves until the process is ended. */
  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/v1/responses", exchange -> answer(exchange, new ResponsesScript()));
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, new ChatScript()));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  private static void answer(HttpExchange exchange, Script script) throws IOException {
    String[] model = JSON.readTree(exchange.getRequestBody()).path("model").asText().split("-");
    long pause = PAUSES.getOrDefault(model[0], 0L);
    int deltas = Integer.parseInt(model[1]);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 16_384);
    write(script.begin(), out);
    if (pause > 0) {
      new Paced(exchange, script, deltas, out).begin(pause);
    } else {
      for (int i = 0; i < deltas; i++) {
        write(script.delta(" word"), out);
      }
      write(script.end(" word".repeat(deltas)), out);
      out.close();
    }
  }

  /** An answer whose deltas come from the clock's thread, which writes those of all answers. */
  private static final class Paced implements Runnable {
    private final HttpExchange exchange;
    private final Script script;
    private final OutputStream out;
    private final StringBuilder answer = new StringBuilder();
    private ScheduledFuture<?> ticks;
    private int left;

    Paced(HttpExchange exchange, Script script, int deltas, OutputStream out) {
      this.exchange = exchange;
      this.script = script;
      this.left = deltas;
      this.out = out;
    }

    synchronized void begin(long pause) {
      ticks = CLOCK.scheduleAtFixedRate(this, 0, pause, TimeUnit.NANOSECONDS);
    }

    /** Writes the next delta, or the end. */
    @Override
    public synchronized void run() {
      try {
        if (left-- > 0) {
          String delta = " " + System.nanoTime();
          write(script.delta(delta), out);
          answer.append(delta);
          out.flush();
        } else {
          write(script.end(answer.toString()), out);
          out.close();
          end();
        }
      } catch (IOException e) {
        end(); // the client has gone
      }
    }

    private void end() {
      ticks.cancel(false);
      exchange.close();
    }
  }

  private static void write(String frames, OutputStream out) throws IOException {
    out.write(frames.getBytes(StandardCharsets.UTF_8));
  }
}
