package runconfig.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import runconfig.exercise.SecondProviderCheck.Method;
import runconfig.exercise.wrong.AsksBoth;
import runconfig.exercise.wrong.AsksTheFirstAgain;
import runconfig.exercise.wrong.CatchesEverything;
import runconfig.exercise.wrong.DoesNotSaySo;
import runconfig.exercise.wrong.GivesUpInTheMiddle;
import runconfig.exercise.wrong.GluesThemTogether;
import runconfig.exercise.wrong.LeavesItOpen;
import runconfig.exercise.wrong.ReturnsThePartToo;
import runconfig.exercise.wrong.SwallowsTheFailure;
import runconfig.exercise.wrong.ThrowsTheFirst;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
class ExerciseProofTest {

  @Test
  void theUntouchedExerciseFails() throws IOException {
    ExerciseProof.untouchedFails(
        "runconfig",
        "SecondProvider",
        "Nobody was asked",
        () -> SecondProviderCheck.check(SecondProvider::ask));
  }

  @Test
  void theSolutionIsRight() {
    SecondProviderCheck.check(runconfig.solution.SecondProvider::ask);
  }

  @Test
  void askingBothIsWrong() {
    failsWith("and the second was asked all the same", AsksBoth::ask);
  }

  @Test
  void askingTheFirstAgainIsWrong() {
    failsWith("The first provider failed and was asked 2 times", AsksTheFirstAgain::ask);
  }

  @Test
  void givingUpInTheMiddleIsWrong() {
    failsWith("a stream can fail after any delta", GivesUpInTheMiddle::ask);
  }

  @Test
  void gluingThemTogetherIsWrong() {
    failsWith("nobody can tell where the part of the first ends", GluesThemTogether::ask);
  }

  @Test
  void notSayingSoIsWrong() {
    failsWith("the reader should know that the question is asked again", DoesNotSaySo::ask);
  }

  @Test
  void returningThePartIsWrong() {
    failsWith("no part of what the other did", ReturnsThePartToo::ask);
  }

  @Test
  void swallowingTheFailureIsWrong() {
    failsWith("as if one had answered", SwallowsTheFailure::ask);
  }

  @Test
  void throwingTheFirstFailureIsWrong() {
    failsWith("the caller got the failure of the first", ThrowsTheFirst::ask);
  }

  @Test
  void catchingEverythingIsWrong() {
    failsWith("no provider did, and yet the second was asked", CatchesEverything::ask);
  }

  @Test
  void leavingTheRunOpenIsWrong() {
    failsWith("the first provider went on writing, for nobody", LeavesItOpen::ask);
  }

  private static void failsWith(String phrase, Method wrong) {
    ExerciseProof.failsWith(phrase, () -> SecondProviderCheck.check(wrong));
  }
}
