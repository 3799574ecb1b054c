package streamingweb;

import agents.Agent;
import agents.Environment;
import agents.RunConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import testkit.Demo;

/**
 * A chat server in a process of its own, so that a test can kill it. It is the lesson's server, but
 * it doesn't warm up, which is seconds of work, and its leases are short. {@link ProcessTest} runs
 * the lesson's own main.
 */
record ServerProcess(Demo process, URI address) implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(5);

  /** Starts one with these environment variables, on a free port. */
  static ServerProcess start(Path folder, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("PORT", "0");
    Demo process = Demo.startPlain(folder, all, ServerProcess.class.getName());
    return new ServerProcess(process, address(process));
  }

  /** Waits until the process says where its chat is. */
  static URI address(Demo process) {
    String line = process.readUntil("(Ctrl-C stops it)\n");
    return URI.create(line.replaceAll("(?s).*(http://localhost:\\d+).*", "$1"));
  }

  /** What the process runs. */
  public static void main(String[] args) throws InterruptedException {
    Settings.Timing usual = Settings.Timing.USUAL;
    var timing =
        new Settings.Timing(
            usual.heartbeat(),
            usual.patience(),
            usual.grace(),
            LEASE,
            LEASE.dividedBy(15),
            usual.request());
    Agent agent = Agent.builder().name("Assistant").build();
    Settings settings = Settings.from(Environment::get, timing);
    WhichModel model = WhichModel.of(args);
    RunConfig config = RunConfig.builder().model(model.model()).build();
    try (ChatServer server = ChatServer.start(agent, config, model, settings)) {
      System.out.println("The chat is at " + server.address() + "  (Ctrl-C stops it)");
      server.waitUntilStopped();
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.close();
  }
}
