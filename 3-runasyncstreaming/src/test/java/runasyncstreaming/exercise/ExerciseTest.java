package runasyncstreaming.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 3-runasyncstreaming test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void progressAndStop() {
    ProgressAndStopCheck.check(ProgressAndStop::read);
    System.out.println("RIGHT: each delta was shown at once, and the model was stopped in time.");
  }
}
