package runsync.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;

/** What a student sees who works on an exercise and saves it again and again. */
@Tag("course")
class ExerciseWatchTest {
  private static final Path SOLUTION = Path.of("src/main/java/runsync/solution/TwoTurns.java");

  @TempDir Path lesson;
  private Path exercise;

  @BeforeEach
  void copyTheLesson() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = lesson.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    exercise = lesson.resolve("src/main/java/runsync/exercise/TwoTurns.java");
  }

  @Test
  void eachSavedFileIsCheckedAgain() throws IOException {
    String right = Files.readString(SOLUTION).replace("runsync.solution", "runsync.exercise");
    try (Demo watch = start()) {
      String verdict = next(watch);
      assertTrue(verdict.startsWith("NOT YET: The model was called once,"), verdict);

      Files.writeString(exercise, right.replace("return List.of(answer", "return Lost.of(answer"));
      verdict = next(watch);
      String line = "DOES NOT COMPILE: TwoTurns.java line 23: cannot find symbol: variable Lost";
      assertTrue(verdict.startsWith(line), verdict);

      Files.writeString(
          exercise, right.replace("return List", "System.out.println(7); return List"));
      verdict = next(watch);
      assertTrue(verdict.startsWith("RIGHT: "), verdict);
      assertTrue(verdict.contains("Your program printed:\n  7\n"), verdict);
      Path mark = lesson.resolve("target/exercise-right/TwoTurns.java");
      assertEquals(Files.readString(exercise), Files.readString(mark));

      Files.writeString(exercise, right.replace("return List", "System.exit(0); return List"));
      String last = watch.output().strip();
      assertTrue(last.startsWith("NOT YET: Your code called System.exit"), last);
      assertEquals(1, watch.status());
    }
  }

  private Demo start() {
    return Demo.startPlain(
        lesson, Map.of(), "testkit.ExerciseWatch", lesson.toString(), "runsync", "true");
  }

  private static String next(Demo watch) {
    return watch.readUntil("(Ctrl-C stops it)\n").strip();
  }
}
