package runasync.exercise;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import runasync.exercise.FastestOfThreeCheck.Method;
import runasync.exercise.wrong.FirstFailureWins;
import runasync.exercise.wrong.LeavesTheLosers;
import runasync.exercise.wrong.OneAfterTheOther;
import runasync.exercise.wrong.WaitsForAll;
import runasync.exercise.wrong.WaitsForEver;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
class ExerciseProofTest {

  /** Loads the classes, so that what is not waited for long is not waited for in vain. */
  @BeforeAll
  static void warmUp() {
    FastestOfThreeCheck.check(runasync.solution.FastestOfThree::fastest);
  }

  @Test
  void theUntouchedExerciseFails() throws IOException {
    ExerciseProof.untouchedFails(
        "runasync",
        "FastestOfThree",
        "when 0 of 3 agents had been asked",
        () -> FastestOfThreeCheck.check(FastestOfThree::fastest));
  }

  @Test
  void theSolutionIsRight() {
    FastestOfThreeCheck.check(runasync.solution.FastestOfThree::fastest);
  }

  @Test
  void oneAfterTheOtherIsWrong() {
    hangsWith("asked one after the other", OneAfterTheOther::fastest);
  }

  @Test
  void waitingForAllIsWrong() {
    hangsWith("it seems to wait for all of them", WaitsForAll::fastest);
  }

  @Test
  void notCancellingIsWrong() {
    failsWith("a run that had lost went on", LeavesTheLosers::fastest);
  }

  @Test
  void takingAFailureForAnAnswerIsWrong() {
    failsWith("anyOf(…) takes it for the winner", FirstFailureWins::fastest);
  }

  @Test
  void waitingWhenAllHaveFailedIsWrong() {
    hangsWith("waits for an answer that can never come", WaitsForEver::fastest);
  }

  private static void hangsWith(String phrase, Method wrong) {
    ExerciseProof.hangsWith(phrase, () -> FastestOfThreeCheck.check(wrong));
  }

  private static void failsWith(String phrase, Method wrong) {
    ExerciseProof.failsWith(phrase, () -> FastestOfThreeCheck.check(wrong));
  }
}
