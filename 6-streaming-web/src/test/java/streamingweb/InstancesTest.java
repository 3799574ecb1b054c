package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.ExerciseModel.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.ConflictResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;
import wire.Json;

/** Several instances of the server share one PostgreSQL. */
@Timeout(300)
class InstancesTest {
  private static final String STREAM = "/api/agent/stream/main/stream";

  @Test
  void whatOneInstanceDoesTheOtherKnows() throws Exception {
    try (Postgres postgres = Postgres.start();
        Upstream upstream = new Upstream()) {
      Settings settings = Tests.settings("CHAT_DATABASE", postgres.url());
      try (Tests one = new Tests(upstream.model(), settings);
          Tests other = one.movedTo(new Tests(upstream.model(), settings).server);
          Tests.Events events = one.stream(one.ask("Tell me much"))) {
        upstream.letThrough(5);
        events.until("text-delta");
        assertEquals("Tell me much", Json.string(other.history(), "/1/parts/0/text"));
        assertTrue(other.chat().path("answering").asBoolean());
        assertEquals(409, other.send(other.ask("And now?")).statusCode());
        assertEquals(204, other.send(other.post("/api/chats/main/stop")).statusCode());
        upstream.awaitHangUp();
        List<String> rest = Tests.types(events.rest());
        assertEquals("abort", rest.get(rest.size() - 1));
        assertFalse(other.chat().path("answering").asBoolean());
        upstream.open();
        other.answer("And now?");
        assertEquals(5, one.history().size());
        HttpRequest.Builder rename = other.get("/api/chats/main");
        other.send(
            rename.header("Content-Type", "application/json").method("PATCH", title("Oslo")));
        assertEquals("Oslo", Json.string(one.list(), "/0/title"));
        other.delete();
        assertEquals(1, one.history().size());
        assertEquals(0, one.list().size());
        assertEquals(204, one.send(one.post("/api/chats/main/restore")).statusCode());
        assertEquals(5, other.history().size());
      }
    }
  }

  private static HttpRequest.BodyPublisher title(String title) {
    return BodyPublishers.ofString(Json.object().put("title", title).toString());
  }

  /** The draft in the database has what the writing instance has sent, not later than a look. */
  @Test
  void anAnswerIsReadWhileAnotherInstanceWritesIt() throws Exception {
    try (Postgres postgres = Postgres.start();
        Upstream upstream = new Upstream()) {
      Settings settings = Tests.settings("CHAT_DATABASE", postgres.url());
      try (Tests one = new Tests(upstream.model(), settings);
          Tests other = one.movedTo(new Tests(upstream.model(), settings).server);
          Tests.Events written = one.stream(one.ask("How warm is it in Lahore?"))) {
        upstream.awaitRequest();
        try (Tests.Events read = other.stream(other.get(STREAM));
            SocketClient socket = new SocketClient(other)) {
          assertEquals(written.next(), read.next()); // the start, with the id of the answer
          socket.send("{\"type\":\"resume\",\"requestId\":\"1\",\"id\":\"main\"}");
          assertEquals("start", Json.string(socket.next(), "/type")); // now it reads, too
          upstream.letThrough(30); // the call of the tool, and the first words after it
          String first = Json.string(read.until("text-delta"), "/delta");
          assertFalse(first.isEmpty());
          upstream.open();
          List<JsonNode> rest = read.rest();
          String whole = Tests.text(written.rest());
          assertEquals(whole, first + Tests.text(rest));
          assertTrue(Tests.types(rest).contains("finish"));
          List<JsonNode> overSocket = socket.untilEnd();
          assertEquals(whole, Tests.text(overSocket));
          assertTrue(Tests.types(overSocket).contains("tool-output-available"));
        }
        assertEquals(204, other.send(other.get(STREAM)).statusCode());
      }
    }
  }

  /** As after a reload, when the proxy takes the page to the other one. */
  @Test
  void anAnswerThatIsReadAtAnotherInstanceIsNotAlone() throws Exception {
    Settings.Timing quick = Tests.QUICK;
    Duration grace = Duration.ofSeconds(5);
    Settings.Timing timing =
        new Settings.Timing(
            quick.heartbeat(),
            quick.patience(),
            grace,
            quick.lease(),
            quick.look(),
            quick.request());
    String file = Tests.temp().resolve("chats.db").toString();
    Settings settings = Tests.settings(timing, "CHAT_DATABASE", file);
    try (Upstream upstream = new Upstream().letThrough(5);
        Tests one = new Tests(upstream.model(), settings);
        Tests other = one.movedTo(new Tests(upstream.model(), settings).server);
        Tests.Events written = one.stream(one.ask("Tell me much"))) {
      written.until("text-delta");
      try (Tests.Events read = other.stream(other.get(STREAM))) {
        written.close();
        Thread.sleep(grace.plusSeconds(1).toMillis());
        upstream.open();
        assertTrue(Tests.types(read.rest()).contains("finish"));
      }
    }
  }

  /** Not even in the second that passes until the other instance knows. */
  @Test
  void aNewChatIsNotUndoneByAnAnswerThatAnotherInstanceWrites() throws Exception {
    try (Postgres postgres = Postgres.start();
        Upstream upstream = new Upstream().letThrough(5)) {
      Settings settings = Tests.settings("CHAT_DATABASE", postgres.url());
      try (Tests one = new Tests(upstream.model(), settings);
          Tests other = one.movedTo(new Tests(new ExerciseModel(text("Yes.")), settings).server);
          Tests.Events old = one.stream(one.ask("Tell me much"))) {
        old.until("text-delta");
        try (Tests.Events followed = other.stream(other.get(STREAM))) {
          other.delete();
          assertTrue(Tests.types(other.answer("Something new")).contains("finish"));
          upstream.awaitHangUp();
          List<JsonNode> rest = old.rest();
          assertTrue(
              Set.of("abort", "error").contains(Json.string(rest.get(rest.size() - 1), "/type")));
          rest = followed.rest();
          assertTrue(
              Set.of("abort", "error").contains(Json.string(rest.get(rest.size() - 1), "/type")));
        }
        assertEquals(3, one.history().size());
        assertEquals("Something new", Json.string(one.history(), "/1/parts/0/text"));
      }
    }
  }

  /** Whoever comes first makes the tables. In a race it may be anybody, so there are ten. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allInstancesMayStartOnAnEmptyDatabase(boolean onPostgres) throws Exception {
    for (int race = 0; race < 10; race++) {
      if (!onPostgres) {
        startTogether(Tests.temp().resolve("chats.db").toString());
        continue;
      }
      try (Postgres postgres = Postgres.start()) {
        startTogether(postgres.url());
      }
    }
  }

  private static void startTogether(String address) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CyclicBarrier together = new CyclicBarrier(4);
    List<Future<Boolean>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(
          threads.submit(
              () -> {
                together.await();
                try (Database database = new Database(address)) {
                  return database.isReachable();
                }
              }));
    }
    for (Future<Boolean> start : starts) {
      assertTrue(start.get());
    }
    threads.shutdown();
  }

  /** What an instance had written before it died is there, whoever looks first. */
  @Test
  void theDraftOfADeadInstanceBecomesAStoppedAnswer() throws Exception {
    try (Database database = new Database(Tests.temp().resolve("chats.db").toString())) {
      Chats chats = new Chats(database.jdbi());
      Turns dead = new Turns(database.jdbi(), Duration.ofMillis(-1));
      Turns alive = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
      for (String chat : List.of("asked-again", "looked-at")) {
        dead.begin(new ChatKey("visitor", chat), chat, Question.of("Tell me much"));
        dead.drafts().keep(Message.answer(chat, Message.WRITING, List.of(), "Once upon"));
      }
      ChatKey asked = new ChatKey("visitor", "asked-again");
      List<Message> said = alive.begin(asked, "run", Question.of("Go on"));
      assertEquals(
          List.of("Tell me much", "Once upon", "Go on"),
          said.stream().map(InstancesTest::words).toList());
      alive.rescue();
      Message kept = chats.messages(new ChatKey("visitor", "looked-at")).get(1);
      assertEquals("Once upon", kept.partial());
      assertEquals("stopped", kept.status());
      assertTrue(alive.drafts().read(asked).isPresent(), "an answer with a lease is left alone");
    }
  }

  /** In PostgreSQL, statements of several instances come in between. */
  @Test
  void aChatMayBeAskedAnsweredAndDeletedAtTheSameTime() throws Exception {
    try (Postgres postgres = Postgres.start();
        Database database = new Database(postgres.url())) {
      Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
      Chats chats = new Chats(database.jdbi());
      ChatKey key = new ChatKey("visitor", "main");
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> visitors = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        visitors.add(threads.submit(() -> askAndDelete(turns, chats, key)));
      }
      for (Future<?> visitor : visitors) {
        visitor.get();
      }
      threads.shutdown();
    }
  }

  private static void askAndDelete(Turns turns, Chats chats, ChatKey key) {
    for (int i = 0; i < 100; i++) {
      String run = Ids.random();
      try {
        List<Message> said = turns.begin(key, run, Question.of("Hello?"));
        assertTrue(said.get(said.size() - 1).isQuestion());
        chats.delete(key);
        turns.end(key, run, Message.answer(run, "complete", List.of(), "Hello."));
      } catch (ConflictResponse e) {
        chats.delete(key); // somebody else's turn
      }
    }
  }

  /** An instance that lost its lease, for instance while its machine was asleep, keeps nothing. */
  @Test
  void anAnswerWhoseLeaseWasTakenOverIsNotKept() throws Exception {
    try (Postgres postgres = Postgres.start();
        Database database = new Database(postgres.url())) {
      Turns asleep = new Turns(database.jdbi(), Duration.ofMillis(-1));
      Turns awake = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
      ChatKey key = new ChatKey("visitor", "main");
      asleep.begin(key, "run-1", Question.of("First"));
      awake.begin(key, "run-2", Question.of("Second"));
      Message late = Message.answer("run-1", "complete", List.of(), "Too late");
      assertFalse(asleep.end(key, "run-1", late));
      assertTrue(awake.end(key, "run-2", Message.answer("run-2", "complete", List.of(), "Yes")));
      assertTrue(awake.end(key, "run-2", Message.answer("run-2", "complete", List.of(), "Yes")));
      assertFalse(awake.end(key, "run-2", Message.answer("run-2", "complete", List.of(), "No")));
      List<Message> said = new Chats(database.jdbi()).messages(key);
      assertEquals( // nothing had been written when the lease ran out
          List.of("First", "", "Second", "Yes"), said.stream().map(InstancesTest::words).toList());
      assertEquals("stopped", said.get(1).status());
    }
  }

  private static String words(Message message) {
    return message.isQuestion() ? message.text() : message.partial();
  }
}
