package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import testkit.ExerciseModel;
import wire.Json;

/** Two servers behind nginx, with the file of docs/scaling-out.md. */
@Tag("course")
@Timeout(300)
class ProxyTest {
  private static final Path PAGE = Path.of("../docs/scaling-out.md");
  private static final int UP_TO_SOME_TEXT = 5;
  private static final int SOME_TEXT = 10; // the call that was stopped may take a few of these

  @TempDir Path folder;

  /** A server process with a model of its own, so that we see which one answers. */
  private record Instance(Upstream model, ServerProcess process) implements AutoCloseable {
    URI address() {
      return URI.create("http://127.0.0.1:" + process.address().getPort());
    }

    @Override
    public void close() throws IOException {
      process.close();
      model.close();
    }
  }

  @Test
  void theChatGoesOnBehindNginxWhenAServerDies() throws Exception {
    try (Postgres postgres = Postgres.start();
        Instance one = start(postgres);
        Instance two = start(postgres);
        Tests chat = new Tests(new ExerciseModel())) {
      int port = Tests.freePort();
      Process nginx = startNginx(port, one, two);
      try {
        tryIt(chat, URI.create("http://127.0.0.1:" + port), one, two);
      } finally {
        nginx.destroy();
        nginx.waitFor();
      }
    }
  }

  private static void tryIt(Tests chat, URI proxy, Instance one, Instance two) throws Exception {
    awaitAnswer(chat, proxy);
    one.model().letThrough(UP_TO_SOME_TEXT);
    two.model().letThrough(UP_TO_SOME_TEXT);
    URI ask = proxy.resolve("/api/agent/stream");
    String stopped;
    try (Tests.Events events = chat.stream(chat.ask("Tell me much").uri(ask))) {
      // The model is held here: a proxy that collects would hold it as well.
      stopped = Json.string(events.until("text-delta"), "/delta");
      assertFalse(stopped.isEmpty());
      Instance other = one.model().requests.isEmpty() ? one : two;
      assertEquals(stopped, firstWords(chat, other.address()));
      chat.send(chat.post("/").uri(other.address().resolve("/api/chats/main/stop")));
      List<String> rest = Tests.types(events.rest());
      assertEquals("abort", rest.get(rest.size() - 1));
      (other == one ? two : one).model().awaitHangUp();
    }
    int before = one.model().requests.size();
    one.model().close(SOME_TEXT);
    two.model().close(SOME_TEXT);
    Tests.Events cut = chat.stream(chat.ask("Tell me more").uri(ask));
    String written = Json.string(cut.until("text-delta"), "/delta");
    boolean oneAnswers = one.model().requests.size() > before;
    Instance survivor = oneAnswers ? two : one;
    assertTrue(firstWords(chat, survivor.address()).startsWith(written));
    (oneAnswers ? one : two).process().close();
    URI stream = proxy.resolve("/api/agent/stream/main/stream");
    try (Tests.Events events = chat.stream(HttpRequest.newBuilder(stream))) {
      List<JsonNode> rest = events.rest(); // to the end of the dead server's lease
      written = Tests.text(rest);
      assertEquals("abort", Json.string(rest.get(rest.size() - 1), "/type"));
    }
    survivor.model().open();
    String again = Tests.text(chat.stream(chat.ask("And now?").uri(ask)).rest());
    HttpRequest.Builder history = HttpRequest.newBuilder(proxy.resolve("/api/chats/main"));
    JsonNode messages = Json.parse(chat.send(history).body()).path("messages");
    assertEquals(7, messages.size(), messages.toString());
    assertEquals(stopped, Json.string(messages, "/2/parts/0/text"));
    assertEquals(written, Json.string(messages, "/4/parts/0/text"));
    assertEquals(again, Json.string(messages, "/6/parts/0/text"));
  }

  private static String firstWords(Tests chat, URI server) throws Exception {
    URI stream = server.resolve("/api/agent/stream/main/stream");
    try (Tests.Events events = chat.stream(HttpRequest.newBuilder(stream))) {
      return Json.string(events.until("text-delta"), "/delta");
    }
  }

  private static void awaitAnswer(Tests chat, URI proxy) throws Exception {
    long end = System.nanoTime() + Tests.HANGS.toNanos();
    HttpRequest.Builder health = HttpRequest.newBuilder(proxy.resolve("/healthz"));
    for (int status = 0; status != 200; Thread.sleep(100)) {
      try {
        status = chat.send(health).statusCode();
      } catch (ConnectException e) {
        assertTrue(System.nanoTime() < end, "nginx does not start");
      }
    }
  }

  private Instance start(Postgres postgres) throws IOException {
    Upstream model = new Upstream();
    Map<String, String> settings =
        Map.of(
            "CHAT_DATABASE",
            postgres.url(),
            "CHAT_BEHIND_PROXY",
            "true",
            "OPENAI_BASE_URL",
            model.url());
    return new Instance(model, ServerProcess.start(folder, settings));
  }

  /** With the ports of this test, and files in its folder. */
  private Process startNginx(int port, Instance one, Instance two) throws IOException {
    String file = Files.readString(PAGE).replaceFirst("(?s).*?```nginx\n(.*?)```.*", "$1");
    StringBuilder own = new StringBuilder("http {\n  access_log off;\n");
    for (String what : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      own.append("  %s_temp_path %s;\n".formatted(what, folder.resolve(what)));
    }
    file =
        file.replaceAll("\\b7071\\b", String.valueOf(one.address().getPort()))
            .replaceAll("\\b7072\\b", String.valueOf(two.address().getPort()))
            .replaceFirst("listen 127.0.0.1:\\d+", "listen 127.0.0.1:" + port)
            .replace("http {\n", own);
    Path config = Files.writeString(folder.resolve("nginx.conf"), file);
    String main =
        "daemon off; master_process off; pid %s; error_log stderr;"
            .formatted(folder.resolve("nginx.pid"));
    try {
      return new ProcessBuilder(
              "nginx", "-p", folder.toString(), "-c", config.toString(), "-g", main)
          .redirectErrorStream(true)
          .redirectOutput(new File(folder.toFile(), "nginx.log"))
          .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: nginx is not here (apt-get install nginx)");
      throw e;
    }
  }
}
