package runsync.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<TwoTurnsCheck.Method>(TwoTurnsCheck::check)
        .untouched(
            Path.of("src/main/java/runsync/exercise/TwoTurns.java"),
            TwoTurns::ask,
            "The model was called once")
        .right("the course's own", runsync.solution.TwoTurns::ask)
        .right("with futures", Right::withFutures)
        .right("with streams", Right::withStreams)
        .right("reads both as they are written", Right::readsBothAsTheyAreWritten)
        .right("writes the history itself", Right::writesTheHistoryItself)
        .right("adds what is new", Right::addsWhatIsNew)
        .right("keeps it in a field", Right::keepsItInAField)
        .wrong("asks alone", Wrong::asksAlone, "saw the second question alone")
        .wrong("asks both at once", Wrong::asksBothAtOnce, "saw the second question alone")
        .wrong("asks in one message", Wrong::asksInOneMessage, "The model was called once")
        .wrong(
            "sends both questions first",
            Wrong::sendsBothQuestionsFirst,
            "it should see just the first question")
        .wrong("forgets the answer", Wrong::forgetsTheAnswer, "but not what it had answered")
        .wrong("forgets the question", Wrong::forgetsTheQuestion, "but not the first question")
        .wrong("glues the texts", Wrong::gluesTheTexts, "each as its own item")
        .wrong(
            "puts the answer into the user's mouth",
            Wrong::putsTheAnswerIntoTheUsersMouth,
            "as if the user had said it")
        .wrong(
            "puts the question into the model's mouth",
            Wrong::putsTheQuestionIntoTheModelsMouth,
            "each as its own item")
        .wrong("puts the new question first", Wrong::putsTheNewQuestionFirst, "the wrong order")
        .wrong("sends the first question twice", Wrong::sendsTheFirstQuestionTwice, "too much")
        .wrong("never adds the second", Wrong::neverAddsTheSecond, "not the second question")
        .wrong("asks once more to be sure", Wrong::asksOnceMoreToBeSure, "called 3 times")
        .wrong(
            "adds to a list that is fixed",
            Wrong::addsToAListThatIsFixed,
            "cannot be changed: make a new ArrayList<>")
        .wrong(
            "remembers the last conversation",
            Wrong::remembersTheLastConversation,
            "a conversation before this one")
        .wrong("writes the answer itself", Wrong::writesTheAnswerItself, "another conversation")
        .wrong("returns the last answer only", Wrong::returnsTheLastAnswerOnly, "of both runs")
        .wrong("returns the first answer twice", Wrong::returnsTheFirstAnswerTwice, "of both runs")
        .wrong("returns them backwards", Wrong::returnsThemBackwards, "of both runs")
        .wrong("returns one text", Wrong::returnsOneText, "of both runs")
        .wrong("returns the questions, too", Wrong::returnsTheQuestionsToo, "of both runs")
        .wrong("returns nothing", Wrong::returnsNothing, "ask(…) returned null")
        .tests();
  }
}
