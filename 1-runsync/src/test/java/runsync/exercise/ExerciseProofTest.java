package runsync.exercise;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import runsync.exercise.wrong.AsksAlone;
import runsync.exercise.wrong.ForgetsTheAnswer;
import runsync.exercise.wrong.GluesTheTexts;
import runsync.exercise.wrong.WrongOrder;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
class ExerciseProofTest {

  @Test
  void theUntouchedExerciseFails() throws IOException {
    ExerciseProof.untouchedFails(
        "runsync",
        "TwoTurns",
        "The model was called once",
        () -> TwoTurnsCheck.check(TwoTurns::ask));
  }

  @Test
  void theSolutionIsRight() {
    TwoTurnsCheck.check(runsync.solution.TwoTurns::ask);
  }

  @Test
  void theSecondQuestionAloneIsWrong() {
    ExerciseProof.failsWith(
        "saw the second question alone", () -> TwoTurnsCheck.check(AsksAlone::ask));
  }

  @Test
  void questionsWithoutTheAnswerAreWrong() {
    ExerciseProof.failsWith(
        "but not what it had answered", () -> TwoTurnsCheck.check(ForgetsTheAnswer::ask));
  }

  @Test
  void theNewQuestionFirstIsWrong() {
    ExerciseProof.failsWith("in the wrong order", () -> TwoTurnsCheck.check(WrongOrder::ask));
  }

  @Test
  void oneLongTextIsWrong() {
    ExerciseProof.failsWith(
        "each as an item of its own", () -> TwoTurnsCheck.check(GluesTheTexts::ask));
  }
}
