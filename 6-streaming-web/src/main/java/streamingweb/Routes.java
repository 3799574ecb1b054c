package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import wire.Json;

/** What can be asked over HTTP; {@link ChatSocket} is the same over a WebSocket. */
final class Routes {
  private final ChatService chat;
  private final Settings settings;
  private final Security security;

  Routes(ChatService chat, Settings settings) {
    this.chat = chat;
    this.settings = settings;
    security = new Security(settings);
  }

  void addTo(JavalinConfig config) {
    var routes = config.routes;
    routes.before(security::check);
    new Page(security).addTo(routes);
    routes.post("/api/agent/stream", this::post);
    routes.get("/chat/stream", this::eventSource);
    routes.post("/api/agent/stop", this::stop);
    routes.get("/api/history", this::history);
    routes.delete("/api/history", this::newChat);
    new ChatSocket(chat, settings, security).addTo(config);
    routes.exception(HttpResponseException.class, Routes::refuse);
    routes.exception(Exception.class, Routes::trouble);
  }

  /** For fetch and the AI SDK. */
  private void post(Context ctx) throws Exception {
    if (!String.valueOf(ctx.contentType()).matches("(?i)application/json\\s*(;.*)?")) {
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "Send the question as application/json.");
    }
    stream(ctx, Question.in(ctx.body()), false);
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
    stream(ctx, Question.of(ctx.queryParam("message")), true);
  }

  /** This thread writes to the client, and nobody else; it ends when the client is lost. */
  private void stream(Context ctx, Question question, boolean withIds)
      throws IOException, InterruptedException {
    String session = ctx.req().getSession(true).getId(); // sets a cookie: before the first byte
    try (ChatRun run = chat.start(session, question)) {
      ctx.contentType("text/event-stream; charset=utf-8");
      ctx.header("x-vercel-ai-ui-message-stream", "v1");
      ctx.header("Cache-Control", "no-cache, no-transform");
      ctx.header("X-Accel-Buffering", "no");
      OutputStream out = ctx.res().getOutputStream(); // Javalin's own does not flush
      String event;
      int id = 0;
      do {
        event = run.next(settings.heartbeat());
        String ids = withIds && event != null ? "id: " + ++id + "\n" : "";
        String frame = event == null ? ": still here\n\n" : ids + "data: " + event + "\n\n";
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } while (!ChatRun.DONE.equals(event));
    } catch (IOException e) {
      // The client has gone or takes nothing any more; leaving the try has ended the run.
    }
  }

  private void stop(Context ctx) {
    HttpSession session = ctx.req().getSession(false);
    if (session != null) {
      chat.stop(session.getId());
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void history(Context ctx) {
    HttpSession session = ctx.req().getSession(false);
    History history = session == null ? new History(null) : chat.history(session.getId());
    answer(ctx, Json.object().set("messages", history.uiMessages()));
  }

  private void newChat(Context ctx) throws InterruptedException {
    HttpSession session = ctx.req().getSession(false);
    if (session != null) {
      chat.clear(session.getId());
    }
    answer(ctx, Json.object().set("messages", new History(null).uiMessages()));
  }

  private static void refuse(HttpResponseException e, Context ctx) {
    if (e.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
      ctx.header("Retry-After", "5");
    }
    answer(ctx.status(e.getStatus()), Json.object().put("error", e.getMessage()));
  }

  private static void trouble(Exception e, Context ctx) {
    e.printStackTrace(); // for whoever runs the server, and for nobody else
    answer(ctx.status(500), Json.object().put("error", "The server is in trouble: try again."));
  }

  private static void answer(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(json.toString());
  }
}
