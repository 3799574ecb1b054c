package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import wire.Json;

/** The chat over HTTP; {@link ChatSocket} is the same over a WebSocket. */
final class Routes {
  private static final String JSON = "(?i)application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?";

  private final ChatService chat;
  private final Settings settings;
  private final Security security;
  private final Visitors visitors;
  private final RateLimit limit;
  private final WhichModel model;
  private final BooleanSupplier isHealthy;

  Routes(ChatService chat, Settings settings, WhichModel model, BooleanSupplier isHealthy) {
    this.model = model;
    this.isHealthy = isHealthy;
    this.chat = chat;
    this.settings = settings;
    security = new Security(settings);
    visitors = new Visitors(settings);
    limit = new RateLimit(settings.questionsPerMinute());
  }

  void addTo(JavalinConfig config) {
    var routes = config.routes;
    routes.before(security::check);
    routes.get("/healthz", this::health);
    routes.get("/api/model", this::model);
    routes.post("/api/agent/stream", this::post);
    routes.get("/api/agent/stream/{id}/stream", this::resume);
    routes.get("/chat/stream", this::eventSource);
    routes.get("/api/chats", this::list);
    routes.get("/api/chats/{id}", ctx -> answer(ctx, chat.chat(key(ctx))));
    routes.patch("/api/chats/{id}", this::rename);
    routes.delete("/api/chats/{id}", ctx -> require(ctx, chat::delete));
    routes.post("/api/chats/{id}/restore", ctx -> require(ctx, chat.chats()::restore));
    routes.post("/api/chats/{id}/stop", this::stop);
    new ChatSocket(chat, settings, security, visitors, limit).addTo(config);
    Refusals.addTo(routes, chat::withoutDatabase);
  }

  /** For programs that watch the server, such as a proxy in front of it. */
  private void health(Context ctx) {
    boolean healthy = isHealthy.getAsBoolean();
    answer(ctx.status(healthy ? 200 : 503), Json.object().put("healthy", healthy));
  }

  private void model(Context ctx) {
    answer(ctx, Json.object().put("model", model.name()).put("offline", model.isOffline()));
  }

  /** For fetch and the AI SDK. */
  private void post(Context ctx) throws Exception {
    JsonNode body = body(ctx);
    if (body.has("messages")) {
      Refusals.asText(ctx);
    }
    start(ctx, Question.in(body), false);
  }

  /**
   * For the browser's EventSource, which can only GET, and asks again by itself when a stream ends.
   * It then names the last event it got, and 204 tells it to give up: no second answer.
   */
  private void eventSource(Context ctx) throws Exception {
    security.checkOrigin(ctx);
    if (ctx.header("Last-Event-ID") != null) {
      ctx.status(HttpStatus.NO_CONTENT);
      return;
    }
    start(ctx, Question.of(ctx.queryParam("message")), true);
  }

  private void start(Context ctx, Question question, boolean withIds) throws Exception {
    String visitor = Visitors.idOf(ctx);
    limit.count(chat.chats().knows(visitor), visitor, visitors.addressOf(ctx));
    try (var answer = chat.start(new ChatKey(visitor, question.chat()), question)) {
      visitors.remember(ctx, visitor);
      stream(ctx, answer, withIds);
    }
  }

  /** For clients that come back while an answer is being written: all of it, from the start. */
  private void resume(Context ctx) throws Exception {
    Optional<EventLog.Reader> answer = chat.resume(key(ctx));
    if (answer.isEmpty()) {
      ctx.status(HttpStatus.NO_CONTENT);
      return;
    }
    try (var reader = answer.get()) {
      stream(ctx, reader, false);
    }
  }

  /** Returns when all is sent, or when the client is lost. */
  private void stream(Context ctx, EventLog.Reader answer, boolean withIds)
      throws InterruptedException {
    ctx.contentType("text/event-stream; charset=utf-8");
    ctx.header("x-vercel-ai-ui-message-stream", "v1");
    ctx.header("Cache-Control", "no-cache, no-transform");
    ctx.header("X-Accel-Buffering", "no");
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    // Jetty's own: it can send something at once without waiting for the client.
    Response out = request.getServletContextResponse();
    int[] id = new int[1];
    try {
      answer.sendTo(
          event -> {
            String ids = withIds && event != null ? "id: " + ++id[0] + "\n" : "";
            String frame = event == null ? ": still here\n\n" : ids + "data: " + event + "\n\n";
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(frame);
            return Callback.Completable.with(sent -> out.write(false, bytes, sent));
          },
          settings.timing());
      ctx.res().getOutputStream().close(); // ends the response: a server that stops waits for it
    } catch (IOException e) {
      // The client has gone or takes nothing any more. It may come back for the rest. What it has
      // not taken yet would keep this connection open.
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }

  private void list(Context ctx) {
    answer(ctx, Json.object().set("chats", chat.chats().list(Visitors.idOf(ctx))));
  }

  private void rename(Context ctx) {
    String title = Json.string(body(ctx), "/title");
    if (Question.isBlank(title)) {
      throw new HttpResponseException(400, "Send the new name as {\"title\": \"…\"}.");
    }
    require(ctx, key -> chat.chats().rename(key, title));
  }

  private void stop(Context ctx) {
    chat.stop(key(ctx));
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private static void require(Context ctx, Predicate<ChatKey> change) {
    if (!change.test(key(ctx))) {
      throw new NotFoundResponse("You have no such chat.");
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private static ChatKey key(Context ctx) {
    return new ChatKey(Visitors.idOf(ctx), Question.checkedId(ctx.pathParam("id")));
  }

  private static JsonNode body(Context ctx) {
    if (!String.valueOf(ctx.contentType()).matches(JSON)) {
      throw new HttpResponseException(415, "Send JSON in UTF-8, as application/json.");
    }
    return Question.json(new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8));
  }

  private static void answer(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(json.toString());
  }
}
