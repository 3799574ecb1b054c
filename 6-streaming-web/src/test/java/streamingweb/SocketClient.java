package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import wire.Json;

/** A client of the WebSocket. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final Set<String> LAST = Set.of("end");

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  SocketClient(Tests chat) {
    this(chat, "Origin", chat.at("").toString());
  }

  SocketClient(Tests chat, String header, String value) {
    URI address = URI.create(chat.at("/ws/chat").toString().replace("http:", "ws:"));
    socket =
        chat.client()
            .newWebSocketBuilder()
            .header(header, value)
            .buildAsync(address, this)
            .orTimeout(Tests.HANGS.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  /** Asks; all questions are requests with the id "1". */
  void ask(String question) {
    ObjectNode frame = Json.object().put("type", "send").put("requestId", "1");
    send(frame.put("input", question).toString());
  }

  void stop() {
    send("{\"type\":\"abort\",\"requestId\":\"1\"}");
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The next event of an answer, or the next frame that has none. */
  JsonNode next() throws InterruptedException {
    JsonNode event = events.poll(Tests.HANGS.toSeconds(), TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event came");
    }
    return event.has("chunk") ? event.get("chunk") : event;
  }

  List<JsonNode> untilEnd() throws InterruptedException {
    List<JsonNode> all = until(LAST);
    return all.subList(0, all.size() - 1);
  }

  List<JsonNode> until(Set<String> types) throws InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    do {
      all.add(next());
    } while (!types.contains(Json.string(all.get(all.size() - 1), "/type")));
    return all;
  }

  void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Waits until the server closes the connection; returns its reason. */
  int closeStatus() throws Exception {
    return closed.get(Tests.HANGS.toSeconds(), TimeUnit.SECONDS);
  }

  void abort() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      JsonNode frame = Json.parse(message.toString());
      if (!Json.string(frame, "/type").equals("heartbeat")) {
        events.add(frame);
      }
      message.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
