package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wire.Json;

/** Several instances of the server share one PostgreSQL. */
@Timeout(300)
class InstancesTest {
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
        assertEquals(204, other.send(other.get("/api/agent/stream/main/stream")).statusCode());
        other.stop();
        upstream.awaitHangUp();
        List<String> rest = Tests.types(events.rest());
        assertEquals("abort", rest.get(rest.size() - 1));
        assertFalse(other.chat().path("answering").asBoolean());
        upstream.open();
        other.answer("And now?");
        assertEquals(5, one.history().size());
        other.delete();
        assertEquals(1, one.history().size());
        assertEquals(204, one.send(one.post("/api/chats/main/restore")).statusCode());
        assertEquals(5, other.history().size());
      }
    }
  }

  /**
   * Whoever comes first makes the tables; Jetty's session store failed at this half of the time.
   */
  @Test
  void allInstancesMayStartOnAnEmptyDatabase() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      ExecutorService threads = Executors.newCachedThreadPool();
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Boolean>> starts =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            try (Database database = new Database(postgres.url())) {
                              return database.isReachable();
                            }
                          }))
              .toList();
      go.countDown();
      for (Future<Boolean> start : starts) {
        assertTrue(start.get());
      }
      threads.shutdown();
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
      assertFalse(awake.end(key, "run-2", Message.answer("run-2", "complete", List.of(), "Yes")));
      List<Message> said = new Chats(database.jdbi()).messages(key);
      assertEquals(
          List.of("First", "Second", "Yes"), said.stream().map(InstancesTest::text).toList());
    }
  }

  private static String text(Message message) {
    return message.isQuestion() ? message.text() : message.partial();
  }
}
