package runasyncstreaming.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks what a student wrote: {@code mvn -q -pl 3-runasyncstreaming compile exec:java -Dexercise}.
 */
@Tag("exercise")
class ExerciseTest {

  @Test
  void progressAndStop() throws IOException {
    new ProgressAndStopCheck().pass();
  }
}
