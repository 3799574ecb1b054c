package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that writes an answer sends it to the clients, too, and waits for none of them. */
@Timeout(120)
class EventLogTest {
  private static final Settings.Timing QUICK = Tests.QUICK;
  private static final Settings.Timing PATIENT = timing(Duration.ofMinutes(5));

  private static Settings.Timing timing(Duration patience) {
    return new Settings.Timing(
        patience.dividedBy(2), patience, QUICK.grace(), QUICK.lease(), QUICK.look(), patience);
  }

  /** Quick heartbeats for a client with all the time in the world. */
  private static Settings.Timing heartbeats(long millis) {
    return new Settings.Timing(
        Duration.ofMillis(millis),
        PATIENT.patience(),
        QUICK.grace(),
        QUICK.lease(),
        QUICK.look(),
        HANGS);
  }

  /** A client that takes an event when the test says so. */
  private static final class SlowClient implements EventClient {
    private record Sent(String event, Thread by, CompletableFuture<Void> taken) {}

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    @Override
    public CompletableFuture<Void> send(String event) {
      Sent next = new Sent("" + event, Thread.currentThread(), new CompletableFuture<>());
      sent.add(next);
      return next.taken();
    }
  }

  private static final Duration HANGS = Tests.HANGS;

  private final EventLog log = new EventLog();
  private final SlowClient client = new SlowClient();

  private CompletableFuture<Void> read(Settings.Timing timing) {
    return read(client, timing);
  }

  private CompletableFuture<Void> read(EventClient client, Settings.Timing timing) {
    EventLog.Reader reader = log.read(() -> {});
    return CompletableFuture.runAsync(
        () -> {
          try (reader) {
            reader.sendTo(client, timing);
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        EventLogTest::onNewThread);
  }

  /** The common pool may have one thread only, which another test's reader holds. */
  private static void onNewThread(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    thread.start();
  }

  private void add(String text) {
    log.add(UiMessageStream.event(text));
  }

  private static String json(String text) {
    return UiMessageStream.event(text).toString();
  }

  @Test
  void theWriterSendsAndTheClientGetsOneAfterTheOther() throws Exception {
    add("first");
    CompletableFuture<Void> reading = read(PATIENT);
    SlowClient.Sent first = client.sent.take();
    first.taken().complete(null); // this thread sends what follows
    add("second");
    add("third");
    log.end();
    SlowClient.Sent second = client.sent.take();
    assertEquals(json("second"), second.event());
    assertSame(Thread.currentThread(), second.by());
    assertTrue(client.sent.isEmpty(), "the client has not taken the second event");
    second.taken().complete(null);
    assertEquals(json("third"), client.sent.peek().event());
    client.sent.take().taken().complete(null);
    assertFalse(reading.isDone());
    assertEquals(EventLog.DONE, client.sent.peek().event());
    client.sent.take().taken().complete(null);
    reading.join();
  }

  @Test
  void aClientThatHasGoneEndsItsReader() throws Exception {
    CompletableFuture<Void> reading = read(PATIENT);
    add("first");
    client.sent.take().taken().completeExceptionally(new IOException("gone"));
    Throwable why = assertThrows(CompletionException.class, reading::join).getCause();
    assertTrue(why instanceof IOException, "" + why);
    for (int i = 0; i < 1_000; i++) {
      add("nobody waits for it");
    }
    assertTrue(client.sent.isEmpty());
    assertTrue(log.isAlone(Duration.ZERO));
  }

  /** Jetty may say that a client has gone while it writes to it, on the same thread. */
  @Test
  void aClientThatGoesWhileItIsSentAnEventDisturbsNobody() throws Exception {
    add("first");
    CountDownLatch started = new CountDownLatch(1);
    EventLog.Reader goes = log.read(() -> {});
    EventClient gone =
        event -> {
          if (event.equals(json("first"))) {
            started.countDown();
            return CompletableFuture.completedFuture(null);
          }
          goes.close();
          return CompletableFuture.failedFuture(new IOException("gone"));
        };
    Thread reading =
        new Thread(() -> assertThrows(IOException.class, () -> goes.sendTo(gone, PATIENT)));
    reading.start();
    started.await();
    read(PATIENT);
    client.sent.take().taken().complete(null);
    add("second");
    assertEquals(json("second"), client.sent.take().event());
    reading.join();
    log.end();
  }

  @Test
  void aClientThatTakesNothingLosesItsReader() throws Exception {
    CompletableFuture<Void> reading = read(timing(Duration.ofMillis(200)));
    add("first");
    Throwable why = assertThrows(CompletionException.class, reading::join).getCause();
    assertTrue(why instanceof IOException, "" + why);
  }

  /** Writes so many stars, and the end. Returns when it has to wait for a reader. */
  private Thread startWriter(int stars) {
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < stars; i++) {
                log.add(UiMessageStream.event("text-delta").put("delta", "*"));
              }
              log.end();
            });
    writer.start();
    while (writer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return writer;
  }

  /** The writer waits for the fastest reader, and that is now the new one. */
  @Test
  void aClientThatComesLaterWaitsForNoOther() throws Exception {
    read(PATIENT); // takes nothing
    Thread writer = startWriter(1_000);
    String all = String.join("", Tests.all(log)); // the first ones as one piece
    assertEquals(1_000, all.chars().filter(c -> c == '*').count());
    writer.join();
  }

  /** Stopping a run interrupts its thread. What the model has said until then is for the client. */
  /** Beside a client that keeps up: the writer does not wait for this one. */
  @Test
  void aClientThatFallsFarBehindLosesItsReader() throws Exception {
    var slow = read(PATIENT);
    var fast = read(event -> CompletableFuture.completedFuture(null), PATIENT);
    for (int i = 0; i < 20_000; i++) {
      add("word ");
    }
    ExecutionException lost =
        assertThrows(ExecutionException.class, () -> slow.get(HANGS.toSeconds(), TimeUnit.SECONDS));
    assertTrue(lost.getCause().getMessage().contains("slow"), "" + lost);
    log.end();
    fast.get(HANGS.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aWriterThatIsInterruptedLosesNothing() throws Exception {
    read(PATIENT); // takes nothing
    Thread writer = startWriter(100);
    writer.interrupt();
    log.hurry();
    writer.join();
    String all = String.join("", Tests.all(log));
    assertEquals(100, all.chars().filter(c -> c == '*').count());
  }

  @Test
  void silenceIsFilledWithHeartbeats() throws Exception {
    read(heartbeats(100));
    for (int i = 0; i < 3; i++) {
      assertEquals("null", take(client).event());
    }
    log.end();
  }

  /** A proxy or a page gives up when it hears nothing, and this client is there again. */
  @Test
  void aClientThatWasSlowGetsHeartbeatsAgain() throws Exception {
    add("first");
    read(heartbeats(50));
    SlowClient.Sent first = client.sent.take();
    SlowClient other = new SlowClient(); // its heartbeats say how long the first one is slow
    read(other, heartbeats(50));
    assertEquals(json("first"), take(other).event());
    for (int i = 0; i < 3; i++) {
      assertEquals("null", take(other).event());
    }
    first.taken().complete(null);
    assertEquals("null", take(client).event());
    log.end();
  }

  private static SlowClient.Sent take(SlowClient client) throws InterruptedException {
    SlowClient.Sent next = client.sent.poll(HANGS.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(next, "nothing was sent");
    next.taken().complete(null);
    return next;
  }

  @Test
  void aClientThatThrowsDoesNotStopTheWriter() throws Exception {
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              try (EventLog.Reader reader = log.read(() -> {})) {
                reader.sendTo(
                    event -> {
                      throw new IllegalStateException("closed");
                    },
                    PATIENT);
              } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
              }
            },
            EventLogTest::onNewThread);
    add("first");
    add("second");
    log.end();
    assertThrows(CompletionException.class, reading::join);
    assertEquals(List.of(json("first"), json("second"), EventLog.DONE), Tests.all(log));
  }
}
