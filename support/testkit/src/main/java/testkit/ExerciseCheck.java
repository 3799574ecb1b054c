package testkit;

import java.io.IOException;

/**
 * The check of an exercise. It lies beside the exercise's tests, in a class that has the exercise's
 * name and {@code Check} at its end, so that {@link ExerciseWatch} finds it.
 */
public interface ExerciseCheck {

  /**
   * Looks at what the student wrote.
   *
   * @return what was right about it, in one sentence
   * @throws ExerciseFailure with a sentence that teaches, if it is not right yet
   */
  String check();

  /** Checks in a test, prints what was right, and remembers it for the course's Progress. */
  default void pass() throws IOException {
    System.out.println("RIGHT: " + check());
    ExerciseFiles.of(getClass()).markAsRight();
  }
}
