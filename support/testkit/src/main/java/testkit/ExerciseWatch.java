package testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Checks an exercise, and again each time a source of its lesson is saved, until Ctrl-C: {@code mvn
 * -q -pl 1-runsync compile exec:java -Dexercise}. With {@code -Dwatch=false} it checks once, and
 * its exit status is 0 if the exercise is right.
 */
public final class ExerciseWatch {
  private static final int COLUMNS = 80;
  private static final int MOST_LINES = 20;
  private static final long POLL_MILLIS = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private ExerciseWatch() {}

  /**
   * Starts watching.
   *
   * @param args the lesson's folder, its package, and maybe the name of one of its exercises
   */
  public static void main(String[] args) throws Exception {
    String wanted = args.length > 2 && args[2] != null ? args[2] : "";
    ExerciseFiles files;
    try {
      files = ExerciseFiles.find(Path.of(args[0]), args[1], wanted);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    ExerciseCompiler compiler = new ExerciseCompiler(files);
    if (System.getProperty("watch", "true").equals("false")) {
      ExerciseVerdict verdict = ExerciseVerdict.of(files, compiler);
      show(verdict);
      System.out.flush();
      System.exit(verdict.right() ? 0 : 1);
    }
    while (true) {
      Map<Path, String> state = files.state();
      long start = System.nanoTime();
      ExerciseVerdict verdict = ExerciseVerdict.of(files, compiler);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      clear();
      show(verdict);
      System.out.printf(
          "%n%s%nChecked at %s in %d.%d s. Save the file to check again  (Ctrl-C stops it)%n",
          shorter(files.exercise()),
          LocalTime.now().format(TIME),
          took.toSeconds(),
          took.toMillisPart() / 100);
      awaitChange(files, state);
    }
  }

  private static void show(ExerciseVerdict verdict) {
    System.out.println(wrapped(verdict.sentence()));
    if (!verdict.printed().isEmpty()) {
      System.out.println("\nYour program printed:");
      verdict.printed().lines().limit(MOST_LINES).forEach(line -> System.out.println("  " + line));
      if (verdict.printed().lines().count() > MOST_LINES) {
        System.out.println("  ...");
      }
    }
  }

  /** Breaks lines between words, where a terminal would break them inside. */
  static String wrapped(String sentence) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : sentence.split(" ")) {
      if (column > 0 && column + 1 + word.length() > COLUMNS) {
        text.append(System.lineSeparator());
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }

  private static Path shorter(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  /** A terminal shows the last verdict only. Elsewhere, an empty line parts them. */
  private static void clear() {
    boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    System.out.print(terminal ? "\033[H\033[2J\033[3J" : System.lineSeparator());
  }

  /**
   * Returns when a source has changed and no longer changes: editors write a file in several steps.
   * Looks at the files, because a WatchService misses events in containers and is slow on macOS.
   */
  private static void awaitChange(ExerciseFiles files, Map<Path, String> checked)
      throws InterruptedException {
    Map<Path, String> before = checked;
    Map<Path, String> now = checked;
    while (now.equals(checked) || !now.equals(before)) {
      Thread.sleep(POLL_MILLIS);
      before = now;
      now = files.state();
    }
  }
}
