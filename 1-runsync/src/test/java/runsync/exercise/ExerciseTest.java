package runsync.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 1-runsync test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void twoTurns() {
    TwoTurnsCheck.check(TwoTurns::ask);
    System.out.println("RIGHT: the second question was asked with the first and its answer.");
  }
}
