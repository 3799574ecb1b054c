package runasync.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 2-runasync test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void fastestOfThree() {
    System.out.println("RIGHT: " + new FastestOfThreeCheck().check());
  }
}
