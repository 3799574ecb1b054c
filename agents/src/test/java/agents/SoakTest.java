package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Faults.Asked;
import agents.Faults.Fault;
import agents.RunResultStreaming.CancelMode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Thousands of runs, 16 at a time: a third goes well, a third meets a fault, and a third is
 * cancelled, in all ways and at random moments. Afterwards nothing is left of them. It takes about
 * four minutes, and prints the table of docs/performance.md: {@code mvn -pl :agents test -Dsoak
 * -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "soak", matches = ".*")
class SoakTest {
  private static final int RUNS = 2_000;
  private static final int AT_A_TIME = 16;
  private static final int WAYS_TO_CANCEL = 6;
  private static final int FIRST_STREAMED = 3;
  private static final List<Fault> FAULTS =
      Faults.all().stream().filter(fault -> !fault.stalls()).toList();

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final ConcurrentLinkedQueue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

  @Test
  void nothingIsLeft() throws Exception {
    round(1, 200); // classes are loaded, pools have their threads
    State before = State.now();
    answered.set(0);
    failed.set(0);
    cancelled.set(0);
    long start = System.nanoTime();
    round(2, RUNS);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    State after = State.now();
    System.out.printf(
        "%s, JDK %s: %d runs in %d s. %d answered, %d failed, %d were cancelled.%n%n",
        LocalDate.now(),
        Runtime.version(),
        RUNS,
        seconds,
        answered.get(),
        failed.get(),
        cancelled.get());
    System.out.println("| | before | after |\n|---|---|---|");
    System.out.printf("| threads | %d | %d |%n", before.threads, after.threads);
    System.out.printf("| open sockets | %d | %d |%n", before.sockets, after.sockets);
    System.out.printf("| open files, sockets included | %d | %d |%n", before.files, after.files);
    System.out.printf("| heap in use | %d MB | %d MB |%n", before.heap, after.heap);

    unexpected.stream().limit(3).forEach(Throwable::printStackTrace);
    assertEquals(List.of(), List.copyOf(unexpected));
    assertEquals(RUNS, answered.get() + failed.get() + cancelled.get());
    assertTrue(after.threads <= before.threads + 4, before + ", then " + after);
    assertTrue(after.sockets <= before.sockets + 4, before + ", then " + after);
    assertTrue(after.files <= before.files + 4, before + ", then " + after);
    assertTrue(after.heap <= before.heap + 16, before + ", then " + after);
  }

  private void round(int seed, int runs) throws Exception {
    var workers = Executors.newFixedThreadPool(AT_A_TIME);
    try (Servers servers = new Servers()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        Random random = new Random(31L * seed + i);
        boolean fault = i % 3 == 1;
        int cancel = i % 3 == 2 ? random.nextInt(WAYS_TO_CANCEL) : -1;
        boolean streamed = cancel >= 0 ? cancel >= FIRST_STREAMED : random.nextBoolean();
        Asked asked = new Asked(random.nextBoolean() ? "chat" : "responses", streamed);
        Fault faulty = FAULTS.get(random.nextInt(FAULTS.size()));
        String url = fault ? servers.faulty(faulty, asked) : servers.good(asked);
        Agent agent = agent(asked.api(), url);
        all.add(workers.submit(() -> run(agent, streamed, fault, cancel, random.nextInt(30))));
      }
      for (Future<?> run : all) {
        run.get(120, TimeUnit.SECONDS);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /** Which fault leads to which exception is the matter of other tests. */
  private void run(Agent agent, boolean streamed, boolean fault, int cancel, int moment) {
    try {
      if (cancel >= 0) {
        cancel(agent, cancel, moment);
        cancelled.incrementAndGet();
      } else {
        (streamed ? Ways.STREAMED : Ways.ASYNC).run(agent, "Hi", RunConfig.builder().build());
        answered.incrementAndGet();
      }
    } catch (Throwable e) {
      Throwable cause = e instanceof CompletionException ? e.getCause() : e;
      if (fault && cause instanceof AgentsException) {
        failed.incrementAndGet();
      } else if (cancel >= 0
          && (cause instanceof CancellationException || cause instanceof TimeoutException)) {
        cancelled.incrementAndGet();
      } else {
        unexpected.add(e);
      }
    }
  }

  private static void cancel(Agent agent, int way, int moment) throws Exception {
    switch (way) {
      case 0 -> {
        CompletableFuture<RunResult> run = Runner.run(agent, "Hi");
        Thread.sleep(moment);
        run.cancel(true);
      }
      case 1 -> Runner.run(agent, "Hi").orTimeout(moment + 1, TimeUnit.MILLISECONDS).join();
      case 2 -> {
        later(moment, Thread.currentThread()::interrupt);
        try {
          Runner.runSync(agent, "Hi");
          new CountDownLatch(1).await(); // The run was faster than the interrupt.
        } catch (InterruptedException late) {
          // That was the interrupt.
        } finally {
          Thread.interrupted();
        }
      }
      case 3 -> {
        try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
          later(moment, () -> run.cancel(CancelMode.AFTER_TURN));
          Events.all(run);
        }
      }
      case 4 -> {
        try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
          later(moment, run::cancel);
          Events.all(run);
        }
      }
      default -> {
        try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
          Thread.sleep(moment);
        }
      }
    }
  }

  private static void later(int millis, Runnable work) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(work);
  }

  /** Each run has its own client, the worst that a program can do. */
  private static Agent agent(String api, String url) {
    var client =
        OpenAIDefaults.newClient(url, "sk-secret").withOptions(options -> options.maxRetries(0));
    Model model =
        api.equals("chat")
            ? new OpenAIChatCompletionsModel("m", client)
            : new OpenAIResponsesModel("m", client);
    return Agent.builder().name("Test").model(model).build();
  }

  /** A server for each answer that comes up. */
  private static final class Servers implements AutoCloseable {
    private static final Fault NONE =
        FAULTS.stream().filter(f -> f.name().equals("as documented")).findFirst().orElseThrow();

    private final Map<String, RawServer> servers = new HashMap<>();

    /** The answer takes about as long as a run waits to be cancelled. */
    String good(Asked asked) {
      byte[] answer = NONE.answer().apply(asked);
      return url("good " + asked, out -> writeSlowly(answer, out));
    }

    String faulty(Fault fault, Asked asked) {
      byte[] answer = fault.answer().apply(asked);
      return url(fault + " " + asked, out -> out.write(answer));
    }

    private String url(String name, RawServer.Answer answer) {
      return servers.computeIfAbsent(name, k -> RawServer.answering(answer)).url();
    }

    private static void writeSlowly(byte[] answer, OutputStream out) throws Exception {
      int size = answer.length / 30 + 1;
      for (int at = 0; at < answer.length; at += size) {
        out.write(Arrays.copyOfRange(answer, at, Math.min(answer.length, at + size)));
        out.flush();
        Thread.sleep(1);
      }
    }

    @Override
    public void close() throws IOException {
      for (RawServer server : servers.values()) {
        server.close();
      }
    }
  }

  /** What the process holds when nothing runs; heap in MB. Files and sockets are 0 unless Linux. */
  private record State(int threads, long sockets, long files, long heap) {
    static State now() throws Exception {
      Thread.sleep(TimeUnit.SECONDS.toMillis(90)); // idle threads of pools end after a minute
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(200);
      }
      List<String> open = open();
      return new State(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          open.stream().filter(file -> file.startsWith("socket:")).count(),
          open.size(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }

    private static List<String> open() throws IOException {
      Path folder = Path.of("/proc/self/fd");
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      List<String> open = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          try {
            open.add(Files.readSymbolicLink(file).toString());
          } catch (IOException closed) {
            // It was the listing itself.
          }
        }
      }
      return open;
    }
  }
}
