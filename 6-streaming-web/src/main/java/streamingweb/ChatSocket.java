package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wire.Json;

/**
 * The chat over a WebSocket, in the frames of the AI SDK's {@code WebSocketChatTransport}. A client
 * numbers its requests, so it knows which one a frame belongs to.
 */
final class ChatSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);
  private static final int LONGEST_MESSAGE = 1_000_000;
  private static final int LONGEST_ID = 100;
  private static final String VISITOR = "visitor";
  private static final String ADDRESS = "address";
  private static final String CONNECTION = "connection";

  private final ChatService chat;
  private final Settings settings;
  private final Security security;
  private final Visitors visitors;
  private final RateLimit limit;

  ChatSocket(
      ChatService chat, Settings settings, Security security, Visitors visitors, RateLimit limit) {
    this.chat = chat;
    this.settings = settings;
    this.security = security;
    this.visitors = visitors;
    this.limit = limit;
  }

  void addTo(JavalinConfig config) {
    config.jetty.modifyWebSocketServletFactory(f -> f.setMaxTextMessageSize(LONGEST_MESSAGE));
    config.routes.wsBeforeUpgrade("/ws/chat", this::open);
    config.routes.ws("/ws/chat", this::listen);
  }

  private void open(Context ctx) {
    requireHandshake(ctx);
    security.check(ctx);
    security.checkOrigin(ctx); // browsers let any page open a WebSocket to anywhere
    String visitor = Visitors.idOf(ctx);
    visitors.remember(ctx, visitor); // later there is no header to put a cookie in
    ctx.attribute(VISITOR, visitor);
    ctx.attribute(ADDRESS, visitors.addressOf(ctx));
  }

  /** Jetty would answer a broken one with status 500. */
  private static void requireHandshake(Context ctx) {
    boolean fits =
        ctx.method() == HandlerType.GET
            && has(ctx, "Connection", "(?i)(.*,\\s*)?upgrade(\\s*,.*)?")
            && has(ctx, "Upgrade", "(?i)websocket")
            && has(ctx, "Sec-WebSocket-Version", "13")
            && has(ctx, "Sec-WebSocket-Key", "[A-Za-z0-9+/]{22}==");
    if (!fits) {
      throw new BadRequestResponse("This is no handshake of a WebSocket, version 13.");
    }
  }

  private static boolean has(Context ctx, String header, String value) {
    return String.valueOf(ctx.header(header)).matches(value);
  }

  private void listen(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onMessage(this::message);
    socket.onBinaryMessage(ctx -> ctx.closeSession(1003, "Send text, not bytes."));
    socket.onClose(this::close);
    socket.onError(this::close);
  }

  private void connect(WsContext ctx) {
    ctx.enableAutomaticPings(); // finds lost clients also when no answer is sent
    ctx.attribute(CONNECTION, new SocketConnection(ctx.session, settings.timing()));
  }

  private void message(WsMessageContext ctx) throws InterruptedException {
    SocketConnection client = ctx.attribute(CONNECTION);
    String request = "";
    try {
      JsonNode message = Question.json(ctx.message());
      request = requestId(message);
      ChatKey key = new ChatKey(ctx.attribute(VISITOR), Question.chatOf(message));
      switch (Json.string(message, "/type")) {
        case "send" -> send(ctx, client, request, key, Question.in(message));
        case "resume" -> resume(client, request, key);
        case "abort" -> client.chatOf(request).ifPresent(chat::stop);
        default -> throw new BadRequestResponse("The type of a message is send, resume or abort.");
      }
    } catch (HttpResponseException e) {
      client.refuse(request, e.getMessage());
    } catch (JdbiException e) {
      client.refuse(request, chat.withoutDatabase(e).getMessage());
    } catch (RuntimeException e) {
      LOG.error("A message over a WebSocket failed: {}", Refusals.inALine(e));
      client.refuse(request, Refusals.TROUBLE);
    }
  }

  /** Each frame repeats it, so a long one would cost us far more than the client. */
  private static String requestId(JsonNode message) {
    String request = Json.string(message, "/requestId");
    if (request.length() > LONGEST_ID) {
      throw new BadRequestResponse("A requestId has at most " + LONGEST_ID + " characters.");
    }
    return request;
  }

  private void send(
      WsContext ctx, SocketConnection client, String request, ChatKey key, Question question)
      throws InterruptedException {
    String address = ctx.attribute(ADDRESS);
    limit.count(chat.chats().knows(key.visitor()), key.visitor(), address);
    write(client, request, key, chat.start(key, question));
  }

  private void resume(SocketConnection client, String request, ChatKey key)
      throws InterruptedException {
    Optional<EventLog.Reader> answer = chat.resume(key);
    if (answer.isPresent()) {
      write(client, request, key, answer.get());
    } else {
      client.sayNothingIsWritten(request);
    }
  }

  /** Another thread does it. This one has to hear "abort", which may be the next message. */
  private void write(SocketConnection client, String request, ChatKey key, EventLog.Reader answer) {
    client.add(request, key, answer);
    chat.execute(() -> client.send(request, answer));
  }

  private void close(WsContext ctx) {
    ctx.disableAutomaticPings();
    SocketConnection client = ctx.attribute(CONNECTION);
    if (client != null) {
      // On another thread: a send that fails may call this with the lock of one of the answers.
      CompletableFuture.runAsync(client::close);
    }
  }
}
