package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Scanner;
import java.util.function.Consumer;

/**
 * A process that measures one client. It reads a {@link Task} a line and prints a {@link Result} a
 * line; before the first of them, at the very first delta, the line {@value #FIRST}. {@code
 * node/worker.mjs} does the same in JavaScript.
 */
public final class Worker {
  static final String FIRST = "first";

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static boolean started;

  private Worker() {}

  /**
   * Measures until stdin ends.
   *
   * @param args the client's name and the server's base URL
   */
  public static void main(String[] args) throws Exception {
    Client client = Client.named(args[0], args[1]);
    ObjectMapper json = new ObjectMapper();
    Scanner tasks = new Scanner(System.in);
    while (tasks.hasNextLine()) {
      System.out.println(json.writeValueAsString(measure(client, Task.parse(tasks.nextLine()))));
    }
    System.exit(0); // Some clients leave threads behind.
  }

  private static Result measure(Client client, Task task) throws Exception {
    Client.Chat chat = client.chat(task.api(), task.model());
    Reader reader = new Reader(task);
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (int turn = 1; turn <= task.turns(); turn++) {
      chat.ask("This is question " + turn + ".", reader);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    return new Result(seconds, cpuSeconds, reader.deltas, reader.delay(50), reader.delay(99));
  }

  /** Counts deltas; of paced ones, which say when they were sent, it notes the delay. */
  private static final class Reader implements Consumer<String> {
    private final Task task;
    private final boolean paced;
    private long[] delays = new long[1024];
    private int deltas;

    Reader(Task task) {
      this.task = task;
      paced = task.model().startsWith("paced");
    }

    @Override
    public void accept(String delta) {
      if (!started) {
        started = true;
        System.out.println(FIRST);
      }
      if (paced) {
        delays = deltas < delays.length ? delays : Arrays.copyOf(delays, 2 * deltas);
        delays[deltas] = System.nanoTime() - Long.parseLong(delta.strip());
      }
      deltas++;
      if (task.pauseEvery() > 0 && deltas % task.pauseEvery() == 0) {
        rest();
      }
    }

    /** In microseconds. */
    double delay(int percent) {
      long[] sorted = Arrays.copyOf(delays, paced ? deltas : 1);
      Arrays.sort(sorted);
      return sorted[sorted.length * percent / 100] / 1e3;
    }

    private static void rest() {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
