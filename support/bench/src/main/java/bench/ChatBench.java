package bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Measures lesson 6's server under load: many visitors at the same time, each reading an answer of
 * 20 words a second. Writes the second table of docs/performance.md.
 */
public final class ChatBench {
  /** The model writes a hundred words, one every 50 ms. */
  private static final String MODEL = "steady-100";

  private static final int WARM_UP_ROUNDS = 3;
  private static final int WARM_UP = 100;
  private static final int BURST = 200;
  private static final List<Integer> LOADS = List.of(50, 200, 1_000);

  private final StringBuilder rows = new StringBuilder();

  private ChatBench() {}

  /**
   * Takes about two minutes.
   *
   * @param args the folder of the course
   */
  public static void main(String[] args) throws Exception {
    Path course = Path.of(args[0]).toAbsolutePath().normalize();
    Path errors = course.resolve("support/bench/target/model.err");
    ChatBench bench = new ChatBench();
    try (Peer model = new Peer(Peer.java(ScriptedServer.class), errors)) {
      bench.run(course, model.line());
    }
    Page.write(course.resolve("docs"), bench.table());
  }

  private void run(Path course, String model) throws Exception {
    try (ChatServer server = new ChatServer(course, model, MODEL)) {
      measure(server, BURST, BURST + ", server just started");
    }
    try (ChatServer server = new ChatServer(course, model, MODEL)) {
      for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
        say("warm-up, round " + round);
        new Visitors(server.address(), WARM_UP).failures();
      }
      for (int visitors : LOADS) {
        measure(server, visitors, String.format(Locale.ROOT, "%,d", visitors));
      }
    }
  }

  private void measure(ChatServer server, int count, String name) throws Exception {
    say(name + " visitors");
    long cpu = server.cpuMicros();
    Visitors visitors = new Visitors(server.address(), count);
    int failures = visitors.failures();
    double cpuOfWord = (double) (server.cpuMicros() - cpu) / Math.max(1, visitors.words());
    StringJoiner row = new StringJoiner(" | ", "| ", " |\n").add(name);
    row.add(number(visitors.firstWord(0.5))).add(number(visitors.firstWord(0.99)));
    row.add(number(visitors.gap(0.5))).add(number(visitors.gap(0.99)));
    row.add(number(cpuOfWord)).add(heapOfStream(server, count)).add(String.valueOf(failures));
    rows.append(row);
  }

  /** Asks once more, and looks at the heap while all answers are being written. */
  private static String heapOfStream(ChatServer server, int count) throws Exception {
    long before = server.heapKiB();
    Visitors visitors = new Visitors(server.address(), count);
    visitors.awaitFirstWords();
    long during = server.heapKiB();
    visitors.failures();
    return number((double) (during - before) / count);
  }

  private String table() {
    return "| Visitors at a time | First word, half within, ms | 99 in 100, ms "
        + "| Word to word, half within, ms | 99 in 100, ms | CPU a word, µs | Heap a stream, KiB "
        + "| Not whole |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
        + rows;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static void say(String line) {
    System.err.println("[" + line + "]");
  }
}
