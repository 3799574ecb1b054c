package testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Proves that the check of an exercise tells right from wrong. All solutions are checked at the
 * same time, so that those which hang cost no more than one of them, and those which are right are
 * checked on a busy machine.
 *
 * @param <M> the type of the student's method
 */
public final class ExerciseProof<M> {
  private static final int ENOUGH_RIGHT = 6;
  private static final int ENOUGH_WRONG = 15;

  /** A solution, and what the check's sentence must contain: nothing if it is right. */
  private record Solution<M>(String name, M method, String phrase) {}

  private final Consumer<M> check;
  private final List<Solution<M>> solutions = new ArrayList<>();

  /** A proof of this check, which throws an {@link ExerciseFailure} at wrong solutions. */
  public ExerciseProof(Consumer<M> check) {
    this.check = check;
  }

  /** Adds a solution that must pass. */
  public ExerciseProof<M> right(String name, M method) {
    solutions.add(new Solution<>(name, method, ""));
    return this;
  }

  /** Adds a solution that must fail, with a sentence that contains the phrase. */
  public ExerciseProof<M> wrong(String name, M method, String phrase) {
    solutions.add(new Solution<>(name, method, phrase));
    return this;
  }

  /** Adds the exercise as it is handed out, which must fail. */
  public ExerciseProof<M> untouched(Path exercise, M method, String phrase) throws IOException {
    Path pristine = Path.of("src/test/resources/exercise").resolve(exercise.getFileName());
    assertEquals(Files.readString(pristine), Files.readString(exercise), "has been worked on");
    return wrong("untouched", method, phrase);
  }

  /** Starts all checks; one test a solution. */
  public Stream<DynamicTest> tests() {
    List<Future<String>> verdicts =
        solutions.stream().map(s -> ExerciseWait.start(() -> verdict(s.method()))).toList();
    Stream<DynamicTest> each =
        Stream.iterate(0, i -> i < solutions.size(), i -> i + 1)
            .map(
                i -> {
                  Solution<M> s = solutions.get(i);
                  String kind = s.phrase().isEmpty() ? "right: " : "wrong: ";
                  return DynamicTest.dynamicTest(
                      kind + s.name(), () -> compare(s.phrase(), verdicts.get(i).get()));
                });
    return Stream.concat(Stream.of(DynamicTest.dynamicTest("are enough", this::countThem)), each);
  }

  private void countThem() {
    long right = solutions.stream().filter(s -> s.phrase().isEmpty()).count();
    assertTrue(right >= ENOUGH_RIGHT, right + " right solutions");
    assertTrue(solutions.size() - right >= ENOUGH_WRONG, solutions.size() - right + " wrong ones");
  }

  private String verdict(M method) {
    try {
      check.accept(method);
      return "";
    } catch (ExerciseFailure e) {
      return e.getMessage();
    }
  }

  private static void compare(String phrase, String sentence) {
    if (phrase.isEmpty()) {
      assertEquals("", sentence);
    } else {
      assertTrue(sentence.contains(phrase), () -> "\"" + phrase + "\" is not in: " + sentence);
    }
  }
}
