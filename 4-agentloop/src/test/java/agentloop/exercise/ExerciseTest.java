package agentloop.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 4-agentloop test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void safeTool() {
    SafeToolCheck.check(SafeTool::summarize);
    System.out.println("RIGHT: the tool refused in words that help, and the answer is a record.");
  }
}
