package runconfig.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks what a student wrote: {@code mvn -q -pl 5-runconfig compile exec:java -Dexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void secondProvider() throws IOException {
    new SecondProviderCheck().pass();
  }
}
