package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A chat server in a process of its own, with a scripted model: lesson 6's, or its peer on Node.
 */
final class ChatServer implements AutoCloseable {
  private static final int MOST_VISITORS = 2_000;

  private final Process process;
  private final boolean onNode;
  private final URI address;

  /**
   * Starts lesson 6 by the command that its page shows.
   *
   * @param course the folder of the course
   * @param model the base URL of the scripted model
   * @param pace the name of the scripted model: how it writes
   */
  static ChatServer lesson6(Path course, String model, String pace) throws IOException {
    Path chats = Files.createTempDirectory("bench").resolve("chats.db");
    ProcessBuilder maven =
        new ProcessBuilder("mvn", "-q", "-o", "-pl", "6-streaming-web", "compile", "exec:java")
            .directory(course.toFile());
    Map<String, String> environment = maven.environment();
    environment.put("CHAT_DATABASE", chats.toString());
    environment.put("CHAT_MAX_RUNS", String.valueOf(MOST_VISITORS));
    return new ChatServer(maven, false, model, pace);
  }

  /**
   * Starts the peer.
   *
   * @param folder where its program and its packages are
   */
  static ChatServer onNode(Path folder, String model, String pace) throws IOException {
    ProcessBuilder node = new ProcessBuilder("node", folder.resolve("chat.mjs").toString());
    return new ChatServer(node, true, model, pace);
  }

  /** Waits until it has printed its address. */
  private ChatServer(ProcessBuilder server, boolean onNode, String model, String pace)
      throws IOException {
    Map<String, String> environment = server.environment();
    environment.keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE)_.*"));
    environment.put("OPENAI_API_KEY", "none");
    environment.put("OPENAI_BASE_URL", model);
    environment.put("OPENAI_MODEL", pace);
    environment.put("PORT", "0");
    process = server.redirectError(Redirect.DISCARD).start();
    this.onNode = onNode;
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("A chat server did not start. Does its own command start it?");
    }
    address = URI.create(line.replaceAll(".*(http://localhost:\\d+).*", "$1"));
  }

  URI address() {
    return address;
  }

  /** All that its process has used of the processors until now, in microseconds. */
  long cpuMicros() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1000;
  }

  boolean isOnNode() {
    return onNode;
  }

  /** What is left in its heap after a garbage collection, in KiB. */
  long heapKiB() throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process histogram =
        new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram").start();
    List<String> lines = histogram.inputReader().lines().toList();
    String[] total = lines.get(lines.size() - 1).trim().split("\\s+");
    return Long.parseLong(total[total.length - 1]) / 1024;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
