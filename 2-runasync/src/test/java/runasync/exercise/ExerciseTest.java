package runasync.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks what a student wrote: {@code mvn -q -pl 2-runasync compile exec:java -Dexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void fastestOfThree() throws IOException {
    new FastestOfThreeCheck().pass();
  }
}
