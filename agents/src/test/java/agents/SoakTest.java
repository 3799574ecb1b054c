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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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

    assertEquals(List.of(), List.copyOf(unexpected));
    assertEquals(RUNS, answered.get() + failed.get() + cancelled.get());
    assertTrue(after.threads <= before.threads + 4, before + ", then " + after);
    assertTrue(after.sockets <= before.sockets + 4, before + ", then " + after);
    assertTrue(after.files <= before.files + 4, before + ", then " + after);
    assertTrue(after.heap <= before.heap + 16, before + ", then " + after);
  }

  private void round(int seed, int runs) throws Exception {
    var workers = Executors.newFixedThreadPool(AT_A_TIME);
    try (RawServer good = RawServer.answering(SoakTest::writeSlowly);
        Servers faulty = new Servers()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        Random random = new Random(31L * seed + i);
        boolean fault = i % 3 == 1;
        boolean cancel = i % 3 == 2;
        String api = fault && random.nextBoolean() ? "responses" : "chat";
        boolean streamed = !fault || random.nextBoolean();
        Fault which = FAULTS.get(random.nextInt(FAULTS.size()));
        String url = fault ? faulty.url(which, new Asked(api, streamed)) : good.url();
        all.add(workers.submit(() -> run(agent(api, url), streamed, cancel ? random : null)));
      }
      for (Future<?> run : all) {
        run.get(120, TimeUnit.SECONDS);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /** Which fault leads to which exception is the matter of other tests. */
  private void run(Agent agent, boolean streamed, Random cancel) {
    try {
      if (cancel != null) {
        cancel(agent, cancel);
        cancelled.incrementAndGet();
      } else if (streamed) {
        try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
          Events.all(run);
        }
        answered.incrementAndGet();
      } else {
        Runner.run(agent, "Hi").join();
        answered.incrementAndGet();
      }
    } catch (CancellationException e) {
      cancelled.incrementAndGet();
    } catch (AgentsException e) {
      failed.incrementAndGet();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        cancelled.incrementAndGet();
      } else if (e.getCause() instanceof AgentsException) {
        failed.incrementAndGet();
      } else {
        unexpected.add(e);
      }
    } catch (Throwable e) {
      unexpected.add(e);
    }
  }

  private static void cancel(Agent agent, Random random) throws Exception {
    int moment = random.nextInt(30);
    switch (random.nextInt(6)) {
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

  /**
   * Writes a good answer in 30 pieces, which takes about as long as a run waits to be cancelled.
   */
  private static void writeSlowly(OutputStream out) throws Exception {
    Fault none =
        FAULTS.stream().filter(f -> f.name().equals("as documented")).findFirst().orElseThrow();
    byte[] all = none.answer().apply(new Asked("chat", true));
    int size = all.length / 30 + 1;
    for (int at = 0; at < all.length; at += size) {
      out.write(Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
      out.flush();
      Thread.sleep(1);
    }
  }

  /** A server for each fault that comes up. */
  private static final class Servers implements AutoCloseable {
    private final ConcurrentHashMap<String, RawServer> servers = new ConcurrentHashMap<>();

    String url(Fault fault, Asked asked) {
      byte[] answer = fault.answer().apply(asked);
      return servers
          .computeIfAbsent(fault + asked.toString(), k -> RawServer.answering(o -> o.write(answer)))
          .url();
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
      Thread.sleep(TimeUnit.SECONDS.toMillis(70)); // idle threads of pools end after a minute
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
