package runsync.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 1-runsync test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void twoTurns() {
    System.out.println("RIGHT: " + new TwoTurnsCheck().check());
  }
}
