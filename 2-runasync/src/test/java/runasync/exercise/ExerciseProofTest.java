package runasync.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import runasync.exercise.FastestOfThreeCheck.Method;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Method>(FastestOfThreeCheck::check)
        .untouched(
            Path.of("src/main/java/runasync/exercise/FastestOfThree.java"),
            FastestOfThree::fastest,
            "when 0 of 3 had been asked")
        .right("the course's own", runasync.solution.FastestOfThree::fastest)
        .right("with a future of its own", Right::withAFutureOfItsOwn)
        .right("with a queue", Right::withAQueue)
        .right("looks again and again", Right::looksAgainAndAgain)
        .right("with an executor", Right::withAnExecutor)
        .right("takes turns", Right::takesTurns)
        .right("with a monitor", Right::withAMonitor)
        .wrong("one after the other", Wrong::oneAfterTheOther, "Only 1 of 3 agents")
        .wrong("starts and joins in one stream", Wrong::startsAndJoinsInOneStream, "Only 1 of 3")
        .wrong("waits for all", Wrong::waitsForAll, "It seems to wait for all of them")
        .wrong("waits with allOf", Wrong::waitsWithAllOf, "It seems to wait for all of them")
        .wrong("takes the first of the list", Wrong::takesTheFirstOfTheList, "for a certain one")
        .wrong("joins in list order", Wrong::joinsInListOrder, "not for a certain one")
        .wrong("gives each half a minute", Wrong::givesEachHalfAMinute, "or for a fixed time")
        .wrong("looks every half minute", Wrong::looksEveryHalfMinute, "or for a fixed time")
        .wrong("takes a failure for an answer", Wrong::takesAFailureForAnAnswer, "One agent failed")
        .wrong("gives up after two failures", Wrong::givesUpAfterTwoFailures, "Two agents failed")
        .wrong("waits forever if all fail", Wrong::waitsForEverIfAllFail, "can never come")
        .wrong("returns null if all fail", Wrong::returnsNullIfAllFail, "as if nothing")
        .wrong(
            "returns the message if all fail", Wrong::returnsTheMessageIfAllFail, "as if nothing")
        .wrong("leaves the losers", Wrong::leavesTheLosers, "another run went on")
        .wrong("cancels the wrong future", Wrong::cancelsTheWrongFuture, "another run went on")
        .wrong("cancels the steps", Wrong::cancelsTheSteps, "another run went on")
        .wrong(
            "cancels nobody after a failure",
            Wrong::cancelsNobodyAfterAFailure,
            "One agent failed, another one answered, and fastest(…) returned the first answer")
        .wrong(
            "cancels the first loser only", Wrong::cancelsTheFirstLoserOnly, "another run went on")
        .wrong("cancels before the answer", Wrong::cancelsBeforeTheAnswer, "before any agent")
        .wrong("asks two", Wrong::asksTwo, "Only 2 of 3 agents")
        .wrong("asks something else", Wrong::asksSomethingElse, "just the question")
        .wrong("returns the result as text", Wrong::returnsTheResultAsText, "finalOutput()")
        .tests();
  }
}
