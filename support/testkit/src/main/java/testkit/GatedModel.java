package testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import offlinemodel.Answers;
import offlinemodel.Reply;
import offlinemodel.Settings;

/**
 * The offline model's answers behind a gate: each event of a stream leaves only when the test says
 * so. This is how streaming is proven, without a clock: what is seen at the far end before the next
 * event was let through has been streamed.
 */
public final class GatedModel implements AutoCloseable {
  private final Answers answers = new Answers(Settings.instant());
  private final Semaphore gate = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public GatedModel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Lets some more events through. */
  public void letThrough(int events) {
    gate.release(events);
  }

  /** Lets everything through from now on. */
  public void open() {
    gate.release(1_000_000);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply = answers.answer(exchange.getRequestURI().getPath(), request);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (String chunk : reply.chunks()) {
        gate.acquire();
        body.write(chunk.getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
