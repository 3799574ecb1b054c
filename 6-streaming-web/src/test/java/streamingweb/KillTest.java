package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import testkit.ExerciseModel;
import wire.Json;

/**
 * Two server processes on one PostgreSQL, and one of them is killed while it answers. Small here;
 * with {@code -Dsoak}, there are 200 visitors and five kills.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class KillTest {
  private static final boolean SOAK = System.getProperty("soak") != null;
  private static final int VISITORS = SOAK ? 200 : 20;
  private static final int UP_TO_SOME_TEXT = 5;
  private static final int KILLS = SOAK ? 5 : 1;

  @TempDir Path folder;
  // Each visitor reads on its own thread: the default pool has one or two, and all others would
  // wait.
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
  private final Random random = new Random();

  @Test
  @SuppressWarnings("try") // closing a process kills it
  void nothingIsLostOrDoubledOrStuck() throws Exception {
    try (Postgres postgres = Postgres.start();
        ServerProcess survivor = start(postgres)) {
      URI second = survivor.address();
      for (int kill = 0; kill < KILLS; kill++) {
        try (ServerProcess victim = start(postgres)) {
          URI first = victim.address();
          List<Visitor> visitors = new ArrayList<>();
          for (int i = 0; i < VISITORS; i++) {
            visitors.add(new Visitor(kill, i, i % 2 == 0 ? first : second));
          }
          // Some answers are complete by then, others have not begun.
          visitors.get(random.nextInt(VISITORS / 2) * 2 % VISITORS).begun.join();
          victim.close();
          long killed = System.currentTimeMillis();
          visitors.forEach(visitor -> visitor.answer.handle((answer, cut) -> null).join());
          assertNoLeaseIsLonger(postgres, killed);
          List<Future<?>> checks = new ArrayList<>();
          for (Visitor visitor : visitors) {
            checks.add(threads.submit(() -> visitor.assertKeptOnce(second)));
          }
          for (Future<?> check : checks) {
            check.get();
          }
        }
      }
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  /** Another server shows the answer while the first one writes it, and keeps it when that dies. */
  @Test
  @SuppressWarnings("try") // closing a process kills it
  void whatAKilledServerHadWrittenIsKept() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Postgres postgres = Postgres.start();
        Tests chat = new Tests(new ExerciseModel());
        ServerProcess victim = start(postgres, "OPENAI_BASE_URL", upstream.url());
        ServerProcess survivor = start(postgres)) {
      URI first = victim.address();
      URI second = survivor.address();
      HttpRequest.Builder ask = chat.ask("Tell me much").uri(first.resolve("/api/agent/stream"));
      String written = Json.string(chat.stream(ask).until("text-delta"), "/delta");
      URI stream = second.resolve("/api/agent/stream/main/stream");
      try (Tests.Events events = chat.stream(HttpRequest.newBuilder(stream))) {
        assertEquals(written, Json.string(events.until("text-delta"), "/delta"));
        victim.close();
        List<JsonNode> rest = events.rest(); // comes when the lease runs out
        assertEquals("abort", Json.string(rest.get(rest.size() - 1), "/type"));
        assertEquals("", Tests.text(rest));
      }
      var history = HttpRequest.newBuilder(second.resolve("/api/chats/main"));
      var messages = Json.parse(chat.send(history).body()).path("messages");
      assertEquals("Tell me much", Json.string(messages, "/1/parts/0/text"));
      assertEquals(written, Json.string(messages, "/2/parts/0/text"));
      assertEquals("stopped", Json.string(messages, "/2/metadata/status"));
    }
  }

  private ServerProcess start(Postgres postgres, String... variable) {
    Map<String, String> settings =
        new HashMap<>(Map.of("CHAT_DATABASE", postgres.url(), "OFFLINE_PACE", "20"));
    settings.put("CHAT_QUESTIONS_PER_MINUTE", "1000"); // visitors ask again until a lease runs out
    if (variable.length > 0) {
      settings.put(variable[0], variable[1]);
    }
    return ServerProcess.start(folder, settings);
  }

  /** The chats of a killed server are free when its leases run out, and no lease is longer. */
  private static void assertNoLeaseIsLonger(Postgres postgres, long killed) throws Exception {
    try (Connection database = DriverManager.getConnection(postgres.url());
        ResultSet found =
            database.createStatement().executeQuery("select max(lease_until) from answers")) {
      found.next();
      long longest = found.getLong(1) - killed;
      assertTrue(longest <= ServerProcess.LEASE.toMillis() + 1000, longest + " ms");
    }
  }

  /** Asks one question, in a chat of their own. */
  private final class Visitor {
    private final String cookie;
    private final String question;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<String> answer;

    Visitor(int round, int number, URI server) {
      cookie = "chat=" + "%024d".formatted(round * 1000 + number);
      question = "What is number " + number + "?";
      answer =
          client
              .sendAsync(request(server, "/api/agent/stream", ask(false)), BodyHandlers.ofLines())
              .thenApplyAsync(this::read, threads)
              .whenComplete((text, cut) -> begun.complete(null));
    }

    private String read(HttpResponse<Stream<String>> response) {
      StringBuilder text = new StringBuilder();
      response
          .body()
          .forEach(
              line -> {
                begun.complete(null);
                text.append(line).append('\n');
              });
      return text.toString();
    }

    private String ask(boolean again) {
      var body = Json.object().put("input", question);
      return (again ? body.put("trigger", "regenerate-message") : body).toString();
    }

    private HttpRequest request(URI server, String path, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.resolve(path))
              .timeout(Tests.HANGS)
              .header("Cookie", cookie)
              .header("Content-Type", "application/json");
      return (body == null ? request : request.POST(BodyPublishers.ofString(body))).build();
    }

    /** An answer that was seen whole is there; one that was cut can be asked for again. */
    Void assertKeptOnce(URI survivor) throws Exception {
      boolean whole =
          !answer.isCompletedExceptionally() && answer.join().contains("\"type\":\"finish\"");
      long end = System.nanoTime() + Tests.HANGS.toNanos();
      while (!whole) {
        String again =
            client
                .send(request(survivor, "/api/agent/stream", ask(true)), BodyHandlers.ofString())
                .body();
        whole = again.contains("\"type\":\"finish\"");
        assertTrue(whole || System.nanoTime() < end, again);
        if (!whole) {
          Thread.sleep(200); // until the lease of the killed server runs out
        }
      }
      String chat =
          client.send(request(survivor, "/api/chats/main", null), BodyHandlers.ofString()).body();
      var messages = Json.parse(chat).path("messages");
      assertEquals(3, messages.size(), chat); // with the greeting
      assertEquals(question, Json.string(messages, "/1/parts/0/text"));
      assertEquals("complete", Json.string(messages, "/2/metadata/status"));
      return null;
    }
  }
}
