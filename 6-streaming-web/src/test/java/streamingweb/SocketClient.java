package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import wire.Json;

/** A client of the WebSocket. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final Set<String> LAST = Set.of("finish", "abort", "error");

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  SocketClient(Tests chat) {
    this(chat, "Origin", chat.at("").toString());
  }

  SocketClient(Tests chat, String header, String value) {
    URI address = URI.create(chat.at("/ws/chat").toString().replace("http:", "ws:"));
    socket =
        chat.client().newWebSocketBuilder().header(header, value).buildAsync(address, this).join();
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  JsonNode next() throws InterruptedException {
    JsonNode event = events.poll(Tests.HANGS.toSeconds(), TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event came");
    }
    return event;
  }

  List<JsonNode> untilEnd() throws InterruptedException {
    return until(LAST);
  }

  List<JsonNode> until(Set<String> types) throws InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    do {
      all.add(next());
    } while (!types.contains(Json.string(all.get(all.size() - 1), "/type")));
    return all;
  }

  void abort() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      events.add(Json.parse(message.toString()));
      message.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
