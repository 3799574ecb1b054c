package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lesson 6's server, started by the command that its page shows, with a scripted model. */
final class ChatServer implements AutoCloseable {
  private static final int MOST_VISITORS = 2_000;

  private final Process maven;
  private final URI address;

  /**
   * Starts it and waits until it has printed its address.
   *
   * @param course the folder of the course
   * @param model the base URL of the scripted model
   * @param pace the name of the scripted model: how it writes
   */
  ChatServer(Path course, String model, String pace) throws IOException {
    Path chats = Files.createTempDirectory("bench").resolve("chats.db");
    ProcessBuilder builder =
        new ProcessBuilder("mvn", "-q", "-o", "-pl", "6-streaming-web", "compile", "exec:java")
            .directory(course.toFile())
            .redirectError(Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE)_.*"));
    builder
        .environment()
        .putAll(
            Map.of(
                "OPENAI_API_KEY",
                "none",
                "OPENAI_BASE_URL",
                model,
                "OPENAI_MODEL",
                pace,
                "PORT",
                "0",
                "CHAT_DATABASE",
                chats.toString(),
                "CHAT_MAX_RUNS",
                String.valueOf(MOST_VISITORS)));
    maven = builder.start();
    BufferedReader output = maven.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("Lesson 6 did not start. Does its own command start it?");
    }
    address = URI.create(line.replaceAll(".*(http://localhost:\\d+).*", "$1"));
  }

  URI address() {
    return address;
  }

  /** All that its process has used of the processors until now, in microseconds. */
  long cpuMicros() {
    return maven.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1000;
  }

  /** What is left in its heap after a garbage collection, in KiB. */
  long heapKiB() throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process histogram =
        new ProcessBuilder(jcmd, String.valueOf(maven.pid()), "GC.class_histogram").start();
    List<String> lines = histogram.inputReader().lines().toList();
    String[] total = lines.get(lines.size() - 1).trim().split("\\s+");
    return Long.parseLong(total[total.length - 1]) / 1024;
  }

  @Override
  public void close() {
    maven.destroy();
  }
}
