package bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Measures lesson 6's server under load, and its peer on Node: many visitors at the same time, each
 * reading an answer of 20 words a second. Writes the table of this JDK into docs/performance.md.
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
   * Takes about five minutes.
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
    try (ChatServer server = ChatServer.lesson6(course, model, MODEL)) {
      measure(server, BURST, BURST + ", server just started");
    }
    try (ChatServer server = ChatServer.lesson6(course, model, MODEL)) {
      measureLoads(server, "");
    }
    Path node = course.resolve("support/bench/node");
    if (!NodePeers.prepare(node).isEmpty()) {
      try (ChatServer server = ChatServer.onNode(node, model, MODEL)) {
        measureLoads(server, ", hono and ai on Node");
      }
    }
  }

  private void measureLoads(ChatServer server, String where) throws Exception {
    for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
      say("warm-up, round " + round);
      new Visitors(server.address(), WARM_UP).failures();
    }
    for (int visitors : LOADS) {
      measure(server, visitors, String.format(Locale.ROOT, "%,d", visitors) + where);
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
    if (server.isOnNode()) {
      return "–";
    }
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
