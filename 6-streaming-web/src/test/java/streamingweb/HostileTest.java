package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;

/**
 * Visitors who want to break the server. Afterwards it answers at once, and its heap, threads and
 * file handles are back where they were. Small here; whole with {@code -Dsoak}.
 */
@Timeout(600)
class HostileTest {
  private static final boolean SOAK = System.getProperty("soak") != null;
  private static final int CLIENTS = SOAK ? 500 : 30;
  private static final int READERS = SOAK ? 100 : 30;
  private static final int FUZZED = SOAK ? 10_000 : 300;
  private static final long PACE_MILLIS = SOAK ? 50 : 10;
  private static final Duration AT_ONCE = SOAK ? Duration.ofSeconds(1) : Tests.HANGS;
  private static final Duration TO_RECOVER = Duration.ofSeconds(180);

  private static final String HEAD =
      "POST /api/agent/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String BODY = "{\"input\":\"Tell me much\"}";
  private static final String QUESTION =
      HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;

  /** Goes on for longer than its visitors stay. */
  private final ExerciseModel talker =
      new ExerciseModel(
          new Answer(Collections.nCopies(10_000, "much ".repeat(200)), "", List.of())) {
        @Override
        protected void afterDelta(int number) {
          try {
            Thread.sleep(PACE_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  private final AtomicInteger chats = new AtomicInteger(); // each question has one of its own
  private Tests chat;

  /** What the server and its clients in this process use. */
  private record Used(int threads, long handles, long heap) {
    private static final long SPARE_HEAP = 32 << 20; // buffers and compiled code that stay

    static Used now() {
      System.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Used(
          Math.toIntExact(
              Thread.getAllStackTraces().values().stream().filter(Used::isAtWork).count()),
          system.getOpenFileDescriptorCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Pools keep threads for a minute that have nothing to do. */
    private static boolean isAtWork(StackTraceElement[] stack) {
      Set<String> waiting = Set.of("getTask", "idleJobPoll", "reservedWait");
      return Arrays.stream(stack).noneMatch(frame -> waiting.contains(frame.getMethodName()));
    }

    boolean isBackAt(Used before) {
      return threads <= before.threads + 10
          && handles <= before.handles + 10
          && heap <= before.heap + SPARE_HEAP;
    }

    @Override
    public String toString() {
      return threads + " threads, " + handles + " file handles, " + (heap >> 10) + " KB";
    }
  }

  @BeforeEach
  void start() throws Exception {
    Settings.Timing usual = SOAK ? Settings.Timing.USUAL : Tests.QUICK;
    Settings.Timing timing =
        new Settings.Timing(
            usual.heartbeat(),
            usual.patience(),
            usual.grace(),
            usual.lease(),
            usual.look(),
            Duration.ofSeconds(5));
    String runs = String.valueOf(2 * CLIENTS);
    chat = new Tests(talker, Tests.settings(timing, "CHAT_MAX_RUNS", runs));
  }

  @AfterEach
  void close() {
    chat.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: loc", HEAD + "Content-Length: 99\r\n\r\n{"})
  void requestsThatDoNotEnd(String start) throws Exception {
    survive("unfinished requests", () -> holdOpen(CLIENTS, start, Duration.ZERO));
  }

  /** The answer has no end, and nobody takes it. */
  @Test
  void readersThatDoNotRead() throws Exception {
    Duration time = Duration.ofSeconds(SOAK ? 60 : 2); // until all buffers are full
    survive("readers that do not read", () -> holdOpen(READERS, QUESTION, time));
  }

  private void holdOpen(int connections, String start, Duration time) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      sockets.add(open(start));
    }
    long end = System.nanoTime() + time.toNanos();
    do {
      assertAnswersAtOnce();
      Thread.sleep(200);
    } while (System.nanoTime() < end);
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void webSocketsCutInMidAnswer() throws Exception {
    survive("WebSockets cut in mid-answer", () -> inParallel(CLIENTS, this::cutWebSocket));
  }

  private void cutWebSocket(int visitor) throws Exception {
    SocketClient socket = new SocketClient(chat);
    String question = "{'type':'send','requestId':'1','id':'%d','input':'Tell me much'}";
    socket.send(question.formatted(chats.incrementAndGet()).replace('\'', '"'));
    List<JsonNode> events = socket.until(Set.of("text-delta", "error", "end"));
    assertFalse(Tests.text(events).isEmpty(), events.toString());
    socket.abort();
  }

  /** A client's mistake is no failure of ours: no status 500, and nothing in the log. */
  @Test
  void fuzzedRequests() throws Exception {
    Random seeds = new Random(SOAK ? System.nanoTime() : 6);
    List<String> log =
        survive(
            "fuzzed requests",
            () -> inParallel(FUZZED / 2, i -> fuzz(new Random(seeds.nextLong()))));
    assertTrue(log.size() <= 1, log.toString()); // a hint for whoever runs the server
  }

  private void fuzz(Random random) throws Exception {
    byte[] request = Fuzz.request(random);
    String answer;
    try (Socket socket = open("")) {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.setSoTimeout(Math.toIntExact(Tests.HANGS.toMillis()));
      answer = new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return; // it was cut off, which is an answer too
    }
    String sent = new String(request, StandardCharsets.ISO_8859_1).replace('\0', '0');
    assertFalse(answer.startsWith("HTTP/1.1 500"), sent + "\n" + answer);
    assertFalse(answer.contains("\tat ") || answer.contains("Exception"), sent + "\n" + answer);
  }

  private Socket open(String start) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", chat.server.port()));
    socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private interface Visit {
    void run(int number) throws Exception;
  }

  private static void inParallel(int times, Visit visit) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = i;
      all.add(
          threads.submit(
              () -> {
                visit.run(number);
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
  }

  private void assertAnswersAtOnce() throws Exception {
    long took = Long.MAX_VALUE;
    for (int i = 0; i < 5 && took > AT_ONCE.toNanos(); i++) { // this machine may be busy, too
      long asked = System.nanoTime();
      assertEquals(200, chat.send(chat.get("/healthz")).statusCode());
      took = Math.min(took, System.nanoTime() - asked);
    }
    assertTrue(took <= AT_ONCE.toNanos(), took + " ns");
  }

  /** Returns the log. No attack is an error of the server's, or good for a stack trace. */
  private List<String> survive(String name, Tests.Action attack) throws Exception {
    List<String> log = Tests.log(() -> attackTwice(name, attack));
    assertTrue(log.stream().noneMatch(l -> l.matches(".* ERROR .*|\\s+at .*")), log.toString());
    return log;
  }

  /** What the first time has left may be there once, but not twice. */
  private void attackTwice(String name, Tests.Action attack) throws Exception {
    attack.run();
    Thread.sleep(SOAK ? 30_000 : 500); // an answer that nobody reads goes on for 15 s
    Used before = Used.now();
    attack.run();
    assertAnswersAtOnce();
    long end = System.nanoTime() + TO_RECOVER.toNanos();
    Used now = Used.now();
    while (!now.isBackAt(before) && System.nanoTime() < end) {
      Thread.sleep(SOAK ? 500 : 100);
      now = Used.now();
    }
    String figures = name + ": before " + before + "; after " + now;
    assertTrue(now.isBackAt(before), figures);
    if (SOAK) {
      System.out.println(figures);
    }
  }
}
