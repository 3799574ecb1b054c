package runsync.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks what a student wrote: {@code mvn -q -pl 1-runsync compile exec:java -Dexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void twoTurns() throws IOException {
    new TwoTurnsCheck().pass();
  }
}
