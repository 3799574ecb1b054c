package runconfig.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import runconfig.exercise.SecondProviderCheck.Method;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Method>(SecondProviderCheck::check)
        .untouched(
            Path.of("src/main/java/runconfig/exercise/SecondProvider.java"),
            SecondProvider::ask,
            "Nobody was asked")
        .right("the course's own", runconfig.solution.SecondProvider::ask)
        .right("tries in a try", Right::triesInATry)
        .right("goes through a list", Right::goesThroughAList)
        .right("calls itself", Right::callsItself)
        .right("remembers whether it showed something", Right::remembersWhetherItShowedSomething)
        .right("closes in a finally", Right::closesInAFinally)
        .right("returns the final output", Right::returnsTheFinalOutput)
        .right("puts the model into the agent", Right::putsTheModelIntoTheAgent)
        .wrong("has one provider", Wrong::hasOneProvider, "ask(…) failed with it")
        .wrong("begins with the second", Wrong::beginsWithTheSecond, "Begin with the first")
        .wrong("asks both", Wrong::asksBoth, "and the second was asked all the same")
        .wrong("asks both at the same time", Wrong::asksBothAtTheSameTime, "second")
        .wrong(
            "asks the first again",
            Wrong::asksTheFirstAgain,
            "The first provider failed and was asked 2 times")
        .wrong(
            "asks the second twice",
            Wrong::asksTheSecondTwice,
            "The first provider failed, and the second was asked 2 times")
        .wrong("does not stream", Wrong::doesNotStream, "each delta as it is")
        .wrong("collects first", Wrong::collectsFirst, "the one before was not on the screen yet")
        .wrong(
            "collects the second",
            Wrong::collectsTheSecond,
            "second provider was ready for its next delta")
        .wrong("trims the deltas", Wrong::trimsTheDeltas, "each delta as it is")
        .wrong(
            "gives up in the middle",
            Wrong::givesUpInTheMiddle,
            "a stream can fail after any delta")
        .wrong(
            "glues them together",
            Wrong::gluesThemTogether,
            "nobody can tell where the part of the first ends")
        .wrong(
            "does not say so",
            Wrong::doesNotSaySo,
            "the reader should know that the question is asked again")
        .wrong(
            "never marks the part",
            Wrong::neverMarksThePart,
            "nobody can tell where the part of the first ends")
        .wrong("marks even nothing", Wrong::marksEvenNothing, "nothing is broken off")
        .wrong(
            "marks in the wrong order",
            Wrong::marksInTheWrongOrder,
            "right before you ask the second")
        .wrong("marks at the end", Wrong::marksAtTheEnd, "and at the end")
        .wrong("returns the part too", Wrong::returnsThePartToo, "no part of what the other did")
        .wrong("returns the part", Wrong::returnsThePart, "no part of what the other did")
        .wrong(
            "asks the second to go on",
            Wrong::asksTheSecondToGoOn,
            "should be asked what the first was")
        .wrong("swallows the failure", Wrong::swallowsTheFailure, "as if one had answered")
        .wrong("returns the message", Wrong::returnsTheMessage, "as if one had answered")
        .wrong("throws the first", Wrong::throwsTheFirst, "the caller got the failure of the first")
        .wrong(
            "wraps the failure",
            Wrong::wrapsTheFailure,
            "Let the failure of the second through as it is")
        .wrong(
            "catches everything",
            Wrong::catchesEverything,
            "no provider did, and yet the second was asked")
        .wrong(
            "swallows what the screen throws",
            Wrong::swallowsWhatTheScreenThrows,
            "no provider did, and yet the second was asked")
        .wrong(
            "swallows the screens exception later",
            Wrong::swallowsTheScreensExceptionLater,
            "while the second provider answered")
        .wrong(
            "leaves the first open",
            Wrong::leavesTheFirstOpen,
            "the first provider went on writing")
        .wrong(
            "leaves the second open",
            Wrong::leavesTheSecondOpen,
            "the second provider went on writing")
        .wrong("tries for ever", Wrong::triesForEver, "was asked 3 times")
        .tests();
  }
}
