package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A worker's process, seen from the bench: gives it tasks and reads its results. */
final class Peer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long start = System.nanoTime();
  private final Process process;
  private final PrintWriter tasks;
  private final BufferedReader results;
  private double secondsToFirstDelta;

  /** Starts a process. What it prints on stderr goes to a file that the next one overwrites. */
  Peer(List<String> command, Path errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile()));
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE)_.*"));
    process = builder.start();
    tasks = new PrintWriter(process.outputWriter(), true);
    results = process.inputReader();
  }

  /** A Java program on the class path of this one. */
  static List<String> java(Class<?> program, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                ClassPath.ofThisProgram(),
                program.getName()));
    command.addAll(List.of(args));
    return command;
  }

  String line() throws IOException {
    String line = results.readLine();
    if (line == null) {
      throw new IOException("it ended early: " + process.info().commandLine().orElse("a process"));
    }
    return line;
  }

  /** Gives it a task and waits for the result. */
  Result run(Task task) throws IOException {
    tasks.println(task);
    String line = line();
    if (line.equals(Worker.FIRST)) {
      secondsToFirstDelta = (System.nanoTime() - start) / 1e9;
      line = line();
    }
    return JSON.readValue(line, Result.class);
  }

  /** Gives it a task. Returns whether it was done in time; if not, the process is ended. */
  boolean finishes(Task task, long seconds) {
    CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(process::destroy);
    try {
      run(task);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** From the start of the process to the first delta of its first task. */
  double secondsToFirstDelta() {
    return secondsToFirstDelta;
  }

  /** The most memory that the process ever had, where the system says so. */
  OptionalDouble peakMiB() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
