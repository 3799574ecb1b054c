package testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** Proves that the check of an exercise tells right from wrong. */
public final class ExerciseProof {
  private static final Duration SHORT = Duration.ofSeconds(3);

  private ExerciseProof() {}

  /**
   * The check fails on the exercise as it is handed out. Skipped when a student has changed it: the
   * source then differs, in more than white space, from the copy among the test resources.
   */
  public static void untouchedFails(String lesson, String name, String phrase, Executable check)
      throws IOException {
    String source = squeezed(Path.of("src/main/java", lesson, "exercise", name + ".java"));
    String pristine = squeezed(Path.of("src/test/resources/exercise", name + ".java"));
    assumeTrue(source.equals(pristine), name + " has been worked on");
    failsWith(phrase, check);
  }

  /** The check fails, with a sentence of its own that has this phrase. */
  public static void failsWith(String phrase, Executable check) {
    String sentence = assertThrows(ExerciseFailure.class, check).getMessage();
    assertTrue(sentence.contains(phrase), () -> "\"" + phrase + "\" is not in: " + sentence);
  }

  /** Likewise, where the check waits in vain for something: not as long as for a student. */
  public static void hangsWith(String phrase, Executable check) {
    ExerciseWait.patience = SHORT;
    try {
      failsWith(phrase, check);
    } finally {
      ExerciseWait.patience = ExerciseWait.GENEROUS;
    }
  }

  private static String squeezed(Path file) throws IOException {
    return Files.readString(file).replaceAll("\\s+", "");
  }
}
