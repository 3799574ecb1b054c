package agentloop.exercise;

import agentloop.exercise.SafeToolCheck.Method;
import agentloop.exercise.wrong.ConvertsAnything;
import agentloop.exercise.wrong.EndsTheRun;
import agentloop.exercise.wrong.ParsesByHand;
import agentloop.exercise.wrong.SaysNothingUseful;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
class ExerciseProofTest {

  @Test
  void theUntouchedExerciseFails() throws IOException {
    ExerciseProof.untouchedFails(
        "agentloop",
        "SafeTool",
        "The model was never asked",
        () -> SafeToolCheck.check(SafeTool::summarize));
  }

  @Test
  void theSolutionIsRight() {
    SafeToolCheck.check(agentloop.solution.SafeTool::summarize);
  }

  @Test
  void aWrongNumberIsWrong() {
    failsWith("the tool answered -508.0, and the model believes", ConvertsAnything::summarize);
  }

  @Test
  void aMessageThatDoesNotHelpIsWrong() {
    failsWith("which does not say what to do better", SaysNothingUseful::summarize);
  }

  @Test
  void takingTheAnswerApartByHandIsWrong() {
    failsWith("The model was free to answer in prose", ParsesByHand::summarize);
  }

  @Test
  void endingTheRunIsWrong() {
    failsWith("should be told to the model", EndsTheRun::summarize);
  }

  private static void failsWith(String phrase, Method wrong) {
    ExerciseProof.failsWith(phrase, () -> SafeToolCheck.check(wrong));
  }
}
