package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the helper beside its peers, on one scripted server, and writes the table and the chart
 * of docs/performance.md. The clients take turns in every round, so that a machine that gets slower
 * or faster does so for all of them.
 */
public final class Bench {
  private static final long SLOW_SECONDS = 60;

  static final String HELPER = "this helper";
  static final String SDK = "openai-java";
  static final String LANGCHAIN4J = "LangChain4j";
  static final String NPM_OPENAI = "npm openai";
  static final String NPM_AGENTS = "@openai/agents";

  /**
   * How much is measured.
   *
   * @param starts rounds of starting each client's process
   * @param rounds of all that is measured of a warm process
   * @param warmUp rounds before them that do not count
   * @param slow deltas for the slow reader; 0 if there is none
   */
  record Size(int starts, int rounds, int warmUp, int deltas, int paced, int turns, int slow) {
    static final Size FULL = new Size(5, 5, 12, 20_000, 1_000, 200, 1_000_000);

    /** To see that it works, in three processes. */
    static final Size SMALL = new Size(0, 1, 0, 200, 20, 3, 0);
  }

  private final Size size;
  private final Path errors;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Measure coldStart = new Measure("Start of the program to first delta, s", "%.2f");
  private final Measure conversation;
  private final Measure memory;
  private final Measure responses = new Measure("Deltas a second, Responses", "%,.0f");
  private final Measure chat = new Measure("Deltas a second, Chat Completions", "%,.0f");
  private final Measure cpuResponses = new Measure("CPU for a delta, Responses, µs", "%.1f");
  private final Measure cpuChat = new Measure("CPU for a delta, Chat Completions, µs", "%.1f");
  private final Measure delay = new Measure("Delay of a delta, half within, µs", "%.0f");
  private final Measure longDelay = new Measure("Delay of a delta, 99 in 100 within, µs", "%.0f");

  Bench(Size size, Path errors) {
    this.size = size;
    this.errors = errors;
    conversation = new Measure("Conversation of %,d turns, s".formatted(size.turns), "%.2f");
    memory = new Measure("%,d deltas, slow reader: peak MiB".formatted(size.slow), "%.0f");
  }

  /**
   * Takes about five minutes.
   *
   * @param args the folder of the course
   */
  public static void main(String[] args) throws Exception {
    Path course = Path.of(args[0]).toAbsolutePath().normalize();
    Path module = course.resolve("support/bench");
    List<String> node = NodePeers.prepare(module.resolve("node"));
    Bench bench = new Bench(Size.FULL, module.resolve("target/worker.err"));
    List<Measure> measures = bench.run(node);
    Page.write(course.resolve("docs"), measures, bench.chart(), bench.clients());
  }

  /** Measures the clients for Java and, if {@code node} is not empty, those that it can start. */
  List<Measure> run(List<String> node) throws IOException {
    try (Peer server = new Peer(Peer.java(ScriptedServer.class), errors)) {
      String url = server.line();
      for (String client : List.of(HELPER, SDK, LANGCHAIN4J)) {
        commands.put(client, Peer.java(Worker.class, client, url));
      }
      if (!node.isEmpty()) {
        commands.put(NPM_OPENAI, NodePeers.command(node, "openai", url));
        commands.put(NPM_AGENTS, NodePeers.command(node, "agents", url));
      }
      measureColdStarts();
      measureWarm();
      if (size.slow > 0) {
        measureMemory();
      }
    }
    return List.of(
        responses, chat, cpuResponses, cpuChat, delay, longDelay, coldStart, conversation, memory);
  }

  List<String> clients() {
    return List.copyOf(commands.keySet());
  }

  /** The rows that the chart shows. */
  List<Measure> chart() {
    return List.of(responses, chat);
  }

  private void measureColdStarts() throws IOException {
    for (int round = 1; round <= size.starts; round++) {
      say("cold start, round " + round);
      for (String client : clients()) {
        try (Peer peer = new Peer(commands.get(client), errors)) {
          peer.run(new Task("responses", "flood-10", 1, 0));
          coldStart.add(client, peer.secondsToFirstDelta());
        }
      }
    }
  }

  private void measureWarm() throws IOException {
    Map<String, Peer> peers = new LinkedHashMap<>();
    try {
      for (String client : clients()) {
        peers.put(client, new Peer(commands.get(client), errors));
      }
      for (int round = 1; round <= size.warmUp; round++) {
        say("warm-up, round " + round);
        for (Peer peer : peers.values()) {
          peer.run(flood("responses"));
          peer.run(flood("chat_completions"));
        }
      }
      for (int round = 1; round <= size.rounds; round++) {
        say("round " + round);
        for (String client : clients()) {
          measureRound(client, peers.get(client));
        }
      }
    } finally {
      peers.values().forEach(Peer::close);
    }
  }

  private void measureRound(String client, Peer peer) throws IOException {
    Result flood = peer.run(flood("responses"));
    responses.add(client, flood.deltasPerSecond());
    cpuResponses.add(client, flood.cpuMicrosPerDelta());
    flood = peer.run(flood("chat_completions"));
    chat.add(client, flood.deltasPerSecond());
    cpuChat.add(client, flood.cpuMicrosPerDelta());
    Result paced = peer.run(new Task("responses", "paced-" + size.paced, 1, 0));
    delay.add(client, paced.p50Micros());
    longDelay.add(client, paced.p99Micros());
    Result turns = peer.run(new Task("responses", "flood-20", size.turns, 0));
    conversation.add(client, turns.seconds());
  }

  private Task flood(String api) {
    return new Task(api, "flood-" + size.deltas, 1, 0);
  }

  /** Once each: it takes long, and the peak hardly differs from run to run. */
  private void measureMemory() throws IOException {
    for (String client : clients()) {
      say("slow reader, " + client);
      try (Peer peer = new Peer(commands.get(client), errors)) {
        if (peer.finishes(new Task("responses", "flood-" + size.slow, 1, 200), SLOW_SECONDS)) {
          peer.peakMiB().ifPresent(peak -> memory.add(client, peak));
        } else {
          say(client + " was not done after " + SLOW_SECONDS + " s");
        }
      }
    }
  }

  private static void say(String line) {
    System.err.println("[" + line + "]");
  }
}
