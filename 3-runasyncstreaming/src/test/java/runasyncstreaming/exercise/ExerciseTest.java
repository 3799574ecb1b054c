package runasyncstreaming.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 3-runasyncstreaming test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void progressAndStop() {
    System.out.println("RIGHT: " + new ProgressAndStopCheck().check());
  }
}
