package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.ExerciseModel.Answer.calls;
import static testkit.ExerciseModel.Answer.text;

import agents.Agent;
import agents.RunConfig;
import agents.UserError;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.ExerciseModel;
import wire.Json;

/** The database is away for a while, or the server sleeps: no answer is lost, no chat is stuck. */
@Timeout(120)
class DatabaseTroubleTest {
  private static final ChatKey KEY = new ChatKey("visitor", "main");

  private String file;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    file = Tests.temp().resolve("chats.db").toString();
    database = new Database(file);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** For two seconds, the database refuses these. */
  private void refuse(String statement) {
    long end = System.currentTimeMillis() / 1000 + 2;
    String trigger =
        "create trigger away before %s on answers when unixepoch() <= %d begin"
            + " select raise(abort, 'The database is away'); end";
    database.jdbi().useHandle(h -> h.execute(trigger.formatted(statement, end)));
  }

  @Test
  void anAnswerIsKeptWhenTheDatabaseIsBack() throws Exception {
    ExerciseModel model = new ExerciseModel(text("It is warm."));
    try (Tests chat = new Tests(model, Tests.settings("CHAT_DATABASE", file))) {
      refuse("delete");
      assertTrue(Tests.types(chat.answer("How warm?")).contains("finish"));
      assertEquals("complete", Json.string(chat.history(), "/2/metadata/status"));
    }
  }

  /** They did nothing wrong, and can try again. The log is not filled by them. */
  @Test
  void requestsAreToldThatTheDatabaseIsAway() throws Exception {
    ExerciseModel model = new ExerciseModel(text("It is warm."));
    try (Tests chat = new Tests(model, Tests.settings("CHAT_DATABASE", file))) {
      chat.answer("How warm?");
      database.jdbi().useHandle(h -> h.execute("alter table chats rename to away"));
      List<String> log =
          Tests.log(
              () -> {
                for (var request :
                    List.of(chat.get("/api/chats"), chat.ask("Hi"), chat.get("/api/chats/main"))) {
                  HttpResponse<String> refusal = chat.send(request);
                  assertEquals(503, refusal.statusCode(), refusal.body());
                  assertEquals("5", refusal.headers().firstValue("retry-after").orElseThrow());
                  assertTrue(
                      Json.string(Json.parse(refusal.body()), "/error").contains("Try again"));
                }
                try (SocketClient socket = new SocketClient(chat)) {
                  socket.ask("Hi");
                  assertTrue(socket.next().toString().contains("can't be reached"));
                }
              });
      assertEquals(1, log.size(), log.toString());
      database.jdbi().useHandle(h -> h.execute("alter table away rename to chats"));
      assertTrue(Tests.types(chat.answer("And now?")).contains("finish"));
    }
  }

  /** What a newer version has written, this one may misunderstand, or spoil. */
  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    database.jdbi().useHandle(h -> h.execute("insert into migrations values (99)"));
    UserError error = assertThrows(UserError.class, () -> new Database(file));
    assertTrue(error.getMessage().matches(".*CHAT_DATABASE.*newer version.*99.*"), "" + error);
  }

  /** Such as: the system gives no more threads. */
  @Test
  void whatCannotBeginTakesNobodysPlace() throws Exception {
    ChatKey other = new ChatKey("visitor", "other");
    Turns elsewhere = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    Settings settings = Tests.settings("CHAT_MAX_RUNS", "1");
    AtomicBoolean isFull = new AtomicBoolean(true);
    ExecutorService threads =
        new ForkJoinPool(1) {
          @Override
          public void execute(Runnable work) {
            if (isFull.get()) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            super.execute(work);
          }
        };
    Agent agent = Tests.agent(new ExerciseModel(text("Yes.")));
    RunConfig config = RunConfig.builder().build();
    try (ChatService chats = new ChatService(agent, config, database, settings, threads)) {
      assertThrows(OutOfMemoryError.class, () -> chats.start(KEY, Question.of("Hi")));
      isFull.set(false);
      chats.start(KEY, Question.of("Hi")).close();
      elsewhere.begin(other, "run", Question.of("Hi"));
      isFull.set(true);
      assertThrows(OutOfMemoryError.class, () -> chats.resume(other));
      isFull.set(false);
      chats.resume(other).orElseThrow().close();
    }
  }

  /** Counts how often the watch looks at them. There are none. */
  private static class NoRuns extends AbstractCollection<ChatRun> {
    private final Semaphore looks = new Semaphore(0);

    @Override
    public int size() {
      looks.release();
      return 0;
    }

    @Override
    public Iterator<ChatRun> iterator() {
      return Collections.emptyIterator();
    }

    /** Waits until the watch has looked once more, from beginning to end. */
    void awaitLook() throws InterruptedException {
      looks.drainPermits();
      assertTrue(looks.tryAcquire(3, 60, TimeUnit.SECONDS), "nobody looks any more");
    }
  }

  @Test
  void theWatchGoesOnAfterAnError() throws Exception {
    NoRuns runs =
        new NoRuns() {
          @Override
          public int size() {
            super.size();
            throw new OutOfMemoryError("unable to create native thread");
          }
        };
    Chats chats = new Chats(database.jdbi());
    Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    try (Watch watch = new Watch(runs, chats, turns, new OncePerMinute(), Tests.QUICK)) {
      runs.awaitLook();
    }
  }

  /** Its lease has run out because it could not be renewed. Now it will be. */
  @Test
  void anOutageEndsNoAnswerOfAnotherServer() throws Exception {
    Turns elsewhere = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    elsewhere.begin(KEY, "run", Question.of("How warm?"));
    Chats chats = new Chats(database.jdbi());
    Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    NoRuns runs = new NoRuns();
    try (Watch watch = new Watch(runs, chats, turns, new OncePerMinute(), Tests.QUICK)) {
      database.jdbi().useHandle(h -> h.execute("alter table answers rename to away"));
      runs.awaitLook();
      database
          .jdbi()
          .useTransaction(
              h -> {
                h.execute("alter table away rename to answers");
                h.execute("update answers set lease_until = 0");
              });
      runs.awaitLook();
    }
    assertEquals(1, leases().size(), "the answer was ended");
  }

  /** Such as: a cable, or a firewall that forgets its connections. New ones work. */
  @Test
  void aNetworkThatIsGoneHangsNothing() throws Exception {
    try (Postgres postgres = Postgres.start();
        Upstream upstream = new Upstream()) {
      URI there = URI.create(postgres.url().replaceFirst("jdbc:", ""));
      Cable cable = new Cable(there.getPort(), ".*");
      String url = postgres.url().replace(":" + there.getPort(), ":" + cable.url().getPort());
      try (cable;
          Tests chat = new Tests(upstream.model(), Tests.settings("CHAT_DATABASE", url));
          Tests.Events events = chat.stream(chat.ask("How warm?"))) {
        upstream.letThrough(5);
        events.until("text-delta");
        cable.cut();
        Thread.sleep(2 * Tests.QUICK.look().toMillis()); // the watch asks over one that is dead
        try (Database elsewhere = new Database(postgres.url())) {
          elsewhere.jdbi().useHandle(h -> h.execute("update answers set stop = 1"));
        }
        assertTrue(Tests.types(events.rest()).contains("abort"));
        assertEquals("stopped", Json.string(chat.history(), "/2/metadata/status"));
      }
    }
  }

  /** Whoever is not told that an answer is kept says it again. */
  @Test
  void anAnswerIsKeptOnceHoweverOftenThatIsSaid() {
    String link =
        """
        {"type": "message", "role": "assistant", "id": "m", "status": "completed", "content":
          [{"type": "output_text", "text": "x", "annotations": [{"type": "url_citation",
            "start_index": 0, "end_index": 1, "title": "t", "url": "u"}]}]}
        """;
    var item = Json.MAPPER.convertValue(Json.parse(link), ResponseInputItem.class);
    Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    turns.begin(KEY, "run", Question.of("How warm?"));
    Message answer = Message.answer("run", "complete", List.of(item), "");
    assertTrue(turns.end(KEY, "run", answer));
    assertTrue(turns.end(KEY, "run", answer));
    assertEquals(2, new Chats(database.jdbi()).messages(KEY).size());
  }

  @Test
  void anAnswerGoesOnWhileItsTurnsCannotBeKept() throws Exception {
    ExerciseModel model =
        new ExerciseModel(calls("get_weather", "{\"city\":\"Oslo\"}"), text("It is 9 degrees."));
    try (Tests chat = new Tests(model, Tests.settings("CHAT_DATABASE", file))) {
      refuse("update of draft");
      List<JsonNode> events = chat.answer("How warm?");
      assertTrue(Tests.types(events).contains("finish"), events.toString());
      assertEquals(2, chat.history().path(2).path("parts").size());
    }
  }

  /** A server that slept for longer than its lease goes on, if nobody has taken its chats. */
  @Test
  void aServerDoesNotEndItsOwnAnswers() throws Exception {
    Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    ChatRun run = new ChatRun(KEY, false);
    turns.begin(KEY, run.id(), Question.of("How warm?"));
    run.log().read(() -> {});
    database.jdbi().useHandle(h -> h.execute("update answers set lease_until = 0"));
    Chats chats = new Chats(database.jdbi());
    try (Watch watch = new Watch(Set.of(run), chats, turns, new OncePerMinute(), Tests.QUICK)) {
      while (leases().equals(List.of(0L))) {
        assertFalse(watch.isOver());
        Thread.onSpinWait();
      }
    }
    assertEquals(1, leases().size(), "the answer was ended");
  }

  /** An answer that could not be kept, for instance, is in nobody's hands. */
  @Test
  void aChatThatIsNotAnsweredAnyMoreBecomesFree() {
    Turns turns = new Turns(database.jdbi(), Duration.ofMillis(-1));
    turns.begin(KEY, "given-up", Question.of("How warm?"));
    turns.begin(new ChatKey("visitor", "other"), "running", Question.of("How warm?"));
    assertEquals(Map.of("running", new Turns.Wishes(false, 0)), turns.renew(Set.of("running")));
    Turns other = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    assertEquals(Map.of(), other.renew(Set.of("running")), "only its own");
    other.begin(KEY, "next", Question.of("How warm?"));
  }

  /** The end of the events alone would look like the end of the answer. */
  @Test
  void anAnswerThatCannotBeFollowedIsNotComplete() throws Exception {
    ExerciseModel model = new ExerciseModel(text("It is warm."));
    try (Tests chat = new Tests(model, Tests.settings("CHAT_DATABASE", file))) {
      chat.answer("How warm?");
      String visitor =
          database
              .jdbi()
              .withHandle(
                  h -> h.createQuery("select visitor from chats").mapTo(String.class).one());
      Turns elsewhere = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
      elsewhere.begin(new ChatKey(visitor, "main"), "run", Question.of("How cold?"));
      List<String> log =
          Tests.log(
              () -> {
                try (Tests.Events events = chat.stream(chat.get("/api/agent/stream/main/stream"))) {
                  events.until("start");
                  database.jdbi().useHandle(h -> h.execute("update answers set draft = '{'"));
                  List<JsonNode> rest = events.rest();
                  assertEquals("error", Json.string(rest.get(rest.size() - 1), "/type"));
                }
              });
      assertEquals(1, log.size(), log.toString());
    }
  }

  @Test
  void aClockThatIsSetBackLocksNoChat() {
    Turns anHourAhead = new Turns(database.jdbi(), Duration.ofHours(1));
    anHourAhead.begin(KEY, "dead", Question.of("How warm?"));
    Turns turns = new Turns(database.jdbi(), Settings.Timing.USUAL.lease());
    turns.rescue();
    assertEquals(List.of(), leases());
  }

  private List<Long> leases() {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("select lease_until from answers").mapTo(Long.class).list());
  }
}
