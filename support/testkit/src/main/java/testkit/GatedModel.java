package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.UnaryOperator;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.endpoints.Reply;
import wire.Json;

/**
 * The offline model's answers behind a gate: each event of a stream leaves only when the test says
 * so. This is how streaming is proven, without a clock: what is seen at the far end before the next
 * event was let through has been streamed.
 */
public final class GatedModel implements AutoCloseable {
  private final Endpoints endpoints = Endpoints.instant();
  private final Semaphore gate = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final UnaryOperator<String> reading;

  /** Answers each request as the offline model does. */
  public GatedModel() {
    this(UnaryOperator.identity());
  }

  private GatedModel(UnaryOperator<String> reading) {
    this.reading = reading;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Reads this question in place of the one it is sent, and these instructions. So a test knows the
   * answer to a lesson whose question and instructions have been changed.
   */
  public static GatedModel hearing(String instructions, String question) {
    return new GatedModel(
        body -> {
          ObjectNode request = (ObjectNode) Json.parse(body);
          replaceFirst(request, "system", instructions);
          replaceFirst(request, "user", question);
          if (request.has("input")) {
            request.put("instructions", instructions);
          }
          return request.toString();
        });
  }

  /** Replaces the first message of that role. */
  private static void replaceFirst(ObjectNode request, String role, String text) {
    for (JsonNode message : request.path(request.has("messages") ? "messages" : "input")) {
      if (message.path("role").asText().equals(role)) {
        ((ObjectNode) message).put("content", text);
        return;
      }
    }
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
    Reply reply = endpoints.post(exchange.getRequestURI().getPath(), reading.apply(request));
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
