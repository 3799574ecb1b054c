package agentloop.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks what a student wrote: {@code mvn -q -pl 4-agentloop compile exec:java -Dexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void safeTool() throws IOException {
    new SafeToolCheck().pass();
  }

  @Test
  void streamedSummary() throws IOException {
    new StreamedSummaryCheck().pass();
  }
}
