package streamingweb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import wire.Json;

/** One client that is connected by a WebSocket, with the answers that it gets. */
final class SocketConnection {
  private record Answer(String request, ChatKey chat, EventLog.Reader reader) {}

  /** The AI SDK fails at a kind of frame that it doesn't know, unless it is of another request. */
  private static final String NO_REQUEST = "";

  private final Session session;
  private final Settings.Timing timing;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  SocketConnection(Session session, Settings.Timing timing) {
    this.session = session;
    this.timing = timing;
  }

  /** From now on, this request of the client gets that answer. */
  void add(String request, ChatKey chat, EventLog.Reader reader) {
    answers.add(new Answer(request, chat, reader));
  }

  /** Sends an answer to its end. Ends early, and without a trace, if the client goes away. */
  void send(String request, EventLog.Reader reader) {
    try (reader) {
      if (closed) {
        throw new IOException("closed");
      }
      write(frame("start", request));
      int[] sequence = new int[1];
      reader.sendTo(
          event -> {
            if (event == null) {
              return send(frame("heartbeat", NO_REQUEST)); // pages can't see Jetty's pings
            }
            if (event.equals(EventLog.DONE)) {
              return CompletableFuture.completedFuture(null);
            }
            ObjectNode chunk = frame("chunk", request).put("sequence", sequence[0]++);
            chunk.set("chunk", Json.parse(event));
            return send(chunk);
          },
          timing);
      write(frame("end", request));
    } catch (IOException e) {
      session.disconnect(); // the client has gone or takes nothing any more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      answers.removeIf(answer -> answer.reader() == reader);
    }
  }

  /** The chat whose answer a request of this client gets. */
  Optional<ChatKey> chatOf(String request) {
    return answers.stream()
        .filter(answer -> answer.request().equals(request))
        .map(Answer::chat)
        .reduce((earlier, later) -> later);
  }

  void refuse(String request, String why) throws InterruptedException {
    tell(frame("error", request).put("errorText", why));
  }

  void sayNothingIsWritten(String request) throws InterruptedException {
    tell(frame("no-active", request));
  }

  /** The client has gone. */
  void close() {
    closed = true;
    answers.forEach(answer -> answer.reader().close());
  }

  private static ObjectNode frame(String type, String request) {
    return Json.object().put("type", type).put("requestId", request);
  }

  private void tell(ObjectNode frame) throws InterruptedException {
    try {
      write(frame);
    } catch (IOException e) {
      session.disconnect();
    }
  }

  private CompletableFuture<Void> send(ObjectNode frame) {
    String text = frame.toString();
    return Callback.Completable.with(sent -> session.sendText(text, sent));
  }

  /** Returns when the frame has left. */
  private void write(ObjectNode frame) throws IOException, InterruptedException {
    try {
      send(frame).get(timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }
}
