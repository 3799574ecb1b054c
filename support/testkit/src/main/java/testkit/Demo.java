package testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A demo in a process of its own, started as Maven starts it, with just the settings that the test
 * gives it. The bounds on waiting are there to catch what hangs, and far from what is usual.
 */
public final class Demo implements AutoCloseable {
  private static final long HANGS_SECONDS = 300;

  /** A thread a reader: on two cores, the common pool has one thread for all of them. */
  private static final Executor READERS =
      reader -> {
        Thread thread = new Thread(reader, "demo");
        thread.setDaemon(true);
        thread.start();
      };

  private final Process process;
  private final CompletableFuture<String> errors;

  private Demo(Process process) {
    this.process = process;
    errors = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), READERS);
  }

  /**
   * Starts a demo without a pause between the words of its answers.
   *
   * @param folder the working directory
   * @param settings environment variables
   * @param lesson the package of the lesson
   * @param demo the name of the main class
   * @param args what the main class is given, separated by spaces
   */
  public static Demo start(
      Path folder, Map<String, String> settings, String lesson, String demo, String args) {
    return start(folder, settings, List.of("launcher.Launcher", lesson, demo, args));
  }

  /** Starts a demo without arguments. */
  public static Demo start(Path folder, Map<String, String> settings, String lesson, String demo) {
    return start(folder, settings, List.of("launcher.Launcher", lesson, demo));
  }

  /** Starts a main class, maybe with arguments, as an IDE does: without the launcher. */
  public static Demo startPlain(Path folder, Map<String, String> settings, String... mainClass) {
    return start(folder, settings, List.of(mainClass));
  }

  private static Demo start(Path folder, Map<String, String> settings, List<String> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
    // These halve what the start of a short program costs.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(main);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE)_.*"));
    builder.environment().put("OFFLINE_PACE", "0");
    builder.environment().putAll(settings);
    try {
      return new Demo(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a demo against the offline model, in a folder without a {@code .env}. */
  public static Demo start(String lesson, String demo) {
    return start(new File("target").toPath(), Map.of(), lesson, demo);
  }

  /** Types into the demo's standard input and ends it. */
  public Demo type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return this;
  }

  /** Waits until the demo has printed this; answers all that it printed up to there. */
  public String readUntil(String text) {
    return within(
        CompletableFuture.supplyAsync(
            () -> {
              StringBuilder seen = new StringBuilder();
              try {
                for (int c;
                    seen.indexOf(text) < 0 && (c = process.getInputStream().read()) >= 0; ) {
                  seen.append((char) c);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return seen.toString();
            },
            READERS),
        "to print: " + text);
  }

  /** Waits until the demo ends; answers what it has printed and not been read yet. */
  public String output() {
    return within(
        CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), READERS), "to end");
  }

  /** Waits until the demo ends; answers what it printed on stderr. */
  public String errors() {
    return within(errors, "to end");
  }

  /** Waits until the demo ends; answers its exit status. */
  public int status() {
    return within(process.onExit(), "to end").exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static <T> T within(CompletableFuture<T> future, String what) {
    try {
      return future.get(HANGS_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("Waited %d s for the demo %s".formatted(HANGS_SECONDS, what), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String readAll(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace(System.lineSeparator(), "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
