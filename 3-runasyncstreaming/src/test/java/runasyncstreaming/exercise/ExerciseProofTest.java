package runasyncstreaming.exercise;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import runasyncstreaming.exercise.ProgressAndStopCheck.Method;
import runasyncstreaming.exercise.wrong.CollectsFirst;
import runasyncstreaming.exercise.wrong.CountsDeltas;
import runasyncstreaming.exercise.wrong.CountsEachDelta;
import runasyncstreaming.exercise.wrong.LeavesItOpen;
import runasyncstreaming.exercise.wrong.ReadsToTheEnd;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
class ExerciseProofTest {

  /** Loads the classes, so that what is not waited for long is not waited for in vain. */
  @BeforeAll
  static void warmUp() {
    ProgressAndStopCheck.check(runasyncstreaming.solution.ProgressAndStop::read);
  }

  @Test
  void theUntouchedExerciseFails() throws IOException {
    ExerciseProof.untouchedFails(
        "runasyncstreaming",
        "ProgressAndStop",
        "Nothing came to the screen",
        () -> ProgressAndStopCheck.check(ProgressAndStop::read));
  }

  @Test
  void theSolutionIsRight() {
    ProgressAndStopCheck.check(runasyncstreaming.solution.ProgressAndStop::read);
  }

  @Test
  void collectingIsWrong() {
    hangsWith("the one before was not on the screen yet", CollectsFirst::read);
  }

  @Test
  void countingDeltasIsWrong() {
    failsWith("but that is 3 words: deltas are not words", CountsDeltas::read);
  }

  @Test
  void countingTheWordsOfEachDeltaIsWrong() {
    failsWith("a word that comes in two deltas is one word", CountsEachDelta::read);
  }

  @Test
  void leavingTheResultOpenIsWrong() {
    failsWith("the model went on writing, for nobody", LeavesItOpen::read);
  }

  @Test
  void readingToTheEndIsWrong() {
    hangsWith("and read(…) still waited for more", ReadsToTheEnd::read);
  }

  private static void hangsWith(String phrase, Method wrong) {
    ExerciseProof.hangsWith(phrase, () -> ProgressAndStopCheck.check(wrong));
  }

  private static void failsWith(String phrase, Method wrong) {
    ExerciseProof.failsWith(phrase, () -> ProgressAndStopCheck.check(wrong));
  }
}
