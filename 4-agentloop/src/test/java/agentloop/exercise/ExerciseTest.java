package agentloop.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 4-agentloop test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void safeTool() {
    System.out.println("RIGHT: " + new SafeToolCheck().check());
  }
}
