package offlinemodel.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.endpoints.Reply;

/**
 * Answers one request. An exception that leaves {@link #handle} makes the server break the
 * connection, silently: that is how a client's departure ends here, and how the fault "cut" is
 * played.
 */
final class ExchangeHandler implements HttpHandler {
  private final Endpoints endpoints;

  ExchangeHandler(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply =
        endpoints.reply(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), request);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (reply.streamed()) {
      stream(exchange, reply);
    } else {
      sendWhole(exchange, reply);
    }
    exchange.close();
  }

  private static void sendWhole(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.chunks().get(0).getBytes(reply.fault().charset());
    Pace pace = new Pace(reply);
    pace.awaitHeaders();
    pace.awaitWhole();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    if (pace.breaksOff()) {
      out.write(body, 0, body.length / 2);
      out.flush();
      pace.breakOff();
    }
    out.write(body);
  }

  private static void stream(HttpExchange exchange, Reply reply) throws IOException {
    Pace pace = new Pace(reply);
    pace.awaitHeaders();
    exchange.sendResponseHeaders(reply.status(), 0);
    OutputStream out = exchange.getResponseBody();
    try {
      reply
          .events()
          .writeTo(
              event -> {
                try {
                  pace.await(event);
                  out.write(event.text().getBytes(reply.fault().charset()));
                  out.flush();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
