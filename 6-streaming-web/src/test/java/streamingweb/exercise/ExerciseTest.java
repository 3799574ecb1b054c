package streamingweb.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks what a student wrote: {@code mvn -q -pl 6-streaming-web compile exec:java -Dexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void streamedAnswer() throws IOException {
    new StreamedAnswerCheck().pass();
  }
}
