package offlinemodel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends replies at their pace. An exception that leaves {@link #handle} makes the server break the
 * connection, silently: that is how a client's departure ends here, and how the fault "cut" is
 * played.
 */
final class Handler implements HttpHandler {
  private static final long SLOW_MILLIS = 3_000;
  private static final long STALL_MILLIS = 600_000;

  private final Answers answers;

  Handler(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Delivery delivery =
        answers.deliver(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), request);
    exchange.getResponseHeaders().set("Content-Type", delivery.contentType());
    if (delivery.status() == 429) exchange.getResponseHeaders().set("Retry-After", "0");
    if (delivery.streamed()) {
      stream(exchange, delivery);
    } else {
      sendWhole(exchange, delivery);
    }
    exchange.close();
  }

  private static void sendWhole(HttpExchange exchange, Delivery delivery) throws IOException {
    byte[] body = delivery.frames().get(0).text().getBytes(StandardCharsets.UTF_8);
    if (delivery.fault() == Fault.SLOW_FIRST_TOKEN) pause(SLOW_MILLIS);
    pause((long) delivery.pieces() * delivery.paceMillis());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(delivery.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(delivery.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    if (breaksOff(delivery)) {
      out.write(body, 0, body.length / 2);
      out.flush();
      breakOff(delivery);
    }
    out.write(body);
  }

  private static void stream(HttpExchange exchange, Delivery delivery) throws IOException {
    exchange.sendResponseHeaders(delivery.status(), 0);
    OutputStream out = exchange.getResponseBody();
    List<Frame> frames = delivery.frames();
    boolean begun = false;
    for (int i = 0; i < frames.size(); i++) {
      if (i == frames.size() / 2 && breaksOff(delivery)) breakOff(delivery);
      if (frames.get(i).isDelta()) {
        if (!begun && delivery.fault() == Fault.SLOW_FIRST_TOKEN) pause(SLOW_MILLIS);
        begun = true;
        pause(delivery.paceMillis());
      }
      out.write(frames.get(i).text().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static boolean breaksOff(Delivery delivery) {
    return delivery.fault() == Fault.CUT || delivery.fault() == Fault.STALL;
  }

  private static void breakOff(Delivery delivery) throws IOException {
    if (delivery.fault() == Fault.STALL) pause(STALL_MILLIS);
    throw new IOException("broken off on purpose");
  }

  private static void pause(long millis) throws IOException {
    try {
      if (millis > 0) Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the offline model is being closed");
    }
  }
}
