package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import wire.Json;

/**
 * The chat over a WebSocket. In: {@code {"input": "…"}} or {@code {"type": "stop"}}. Out: the
 * events of the stream, a message each; the last one is finish, abort or error.
 */
final class ChatSocket {
  private static final int LONGEST_MESSAGE = 256 * 1024;
  private static final String SESSION = "chat session";
  private static final String RUN = "chat run";

  private final ChatService chat;
  private final Settings settings;
  private final Security security;

  ChatSocket(ChatService chat, Settings settings, Security security) {
    this.chat = chat;
    this.settings = settings;
    this.security = security;
  }

  void addTo(JavalinConfig config) {
    config.jetty.modifyWebSocketServletFactory(f -> f.setMaxTextMessageSize(LONGEST_MESSAGE));
    config.routes.wsBeforeUpgrade("/ws/chat", this::open);
    config.routes.ws("/ws/chat", this::listen);
  }

  private void open(Context ctx) {
    security.check(ctx);
    security.checkOrigin(ctx); // browsers let any page open a WebSocket to anywhere
    ctx.attribute(SESSION, ctx.req().getSession(true).getId());
  }

  private void listen(WsConfig socket) {
    socket.onConnect(WsContext::enableAutomaticPings); // finds lost clients, keeps quiet ones
    socket.onMessage(this::message);
    socket.onClose(this::close);
    socket.onError(this::close);
  }

  private void message(WsMessageContext ctx) {
    try {
      JsonNode message = Question.json(ctx.message());
      String session = ctx.attribute(SESSION);
      if (Json.string(message, "/type").equals("stop")) {
        chat.stop(session);
        return;
      }
      ChatRun run = chat.start(session, Question.in(message));
      ctx.attribute(RUN, run);
      chat.execute(() -> send(ctx.session, run)); // this thread is needed to hear "stop"
    } catch (HttpResponseException e) {
      ctx.send(UiMessageStream.event("error").put("errorText", e.getMessage()).toString());
    }
  }

  /** Sends one event after the other, each once the one before has left: a slow client slows us. */
  private void send(Session session, ChatRun run) {
    try (run) {
      for (String event = ""; !event.equals(ChatRun.DONE); ) {
        event = run.next(Duration.ofDays(1));
        if (!event.equals(ChatRun.DONE)) {
          var sent = new CompletableFuture<Void>();
          session.sendText(
              event, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
          sent.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (Exception e) {
      session.disconnect(); // the client has gone or takes nothing any more
    }
  }

  private void close(WsContext ctx) {
    ctx.disableAutomaticPings();
    ChatRun run = ctx.attribute(RUN);
    if (run != null) {
      run.close();
    }
  }
}
