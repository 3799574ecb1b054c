package runasyncstreaming.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import runasyncstreaming.exercise.ProgressAndStopCheck.Method;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Method>(ProgressAndStopCheck::check)
        .untouched(
            Path.of("src/main/java/runasyncstreaming/exercise/ProgressAndStop.java"),
            ProgressAndStop::read,
            "Nothing came to the screen")
        .right("the course's own", runasyncstreaming.solution.ProgressAndStop::read)
        .right("closes in a finally", Right::closesInAFinally)
        .right("with an iterator", Right::withAnIterator)
        .right("with a stream", Right::withAStream)
        .right("counts the beginnings", Right::countsTheBeginnings)
        .right("cancels", Right::cancels)
        .right("in small steps", Right::inSmallSteps)
        .wrong("does nothing", Wrong::doesNothing, "Nothing came to the screen")
        .wrong("does not stream", Wrong::doesNotStream, "each delta as it is")
        .wrong("collects first", Wrong::collectsFirst, "the one before was not on the screen yet")
        .wrong(
            "is one delta behind",
            Wrong::isOneDeltaBehind,
            "the one before was not on the screen yet")
        .wrong(
            "shows whole words only",
            Wrong::showsWholeWordsOnly,
            "the one before was not on the screen yet")
        .wrong("trims the deltas", Wrong::trimsTheDeltas, "each delta as it is")
        .wrong(
            "shows the whole text each time",
            Wrong::showsTheWholeTextEachTime,
            "each delta as it is")
        .wrong("puts each delta on a line", Wrong::putsEachDeltaOnALine, "each delta as it is")
        .wrong("counts deltas", Wrong::countsDeltas, "a delta is not a word")
        .wrong(
            "counts the words of each delta",
            Wrong::countsTheWordsOfEachDelta,
            "a word that comes in two deltas is one word")
        .wrong(
            "reports the words of the delta",
            Wrong::reportsTheWordsOfTheDelta,
            "all deltas so far count")
        .wrong("counts spaces", Wrong::countsSpaces, "the progress was")
        .wrong(
            "reports before it shows",
            Wrong::reportsBeforeItShows,
            "before the delta was on the screen")
        .wrong(
            "counts before it appends",
            Wrong::countsBeforeItAppends,
            "the progress was 0, but that is 1 words")
        .wrong(
            "reports only when it changes",
            Wrong::reportsOnlyWhenItChanges,
            "but progress was reported")
        .wrong("reports at the end", Wrong::reportsAtTheEnd, "but progress was reported 1 times")
        .wrong("waits for one word more", Wrong::waitsForOneWordMore, "with >=, and break")
        .wrong("waits for exactly enough", Wrong::waitsForExactlyEnough, "with >=, and break")
        .wrong(
            "stops one delta too early", Wrong::stopsOneDeltaTooEarly, "up to the one with which")
        .wrong(
            "looks when the next delta comes",
            Wrong::looksWhenTheNextDeltaComes,
            "right after each delta")
        .wrong("reads to the end", Wrong::readsToTheEnd, "still waited for more")
        .wrong("never stops", Wrong::neverStops, "still waited for more")
        .wrong("leaves it open", Wrong::leavesItOpen, "the model went on writing")
        .wrong("closes in the end", Wrong::closesInTheEnd, "however the block is left")
        .wrong("closes at enough only", Wrong::closesAtEnoughOnly, "however the block is left")
        .wrong(
            "swallows exceptions",
            Wrong::swallowsExceptions,
            "The screen failed, and the caller of read(…) got nothing")
        .wrong(
            "swallows what the model does",
            Wrong::swallowsWhatTheModelDoes,
            "The stream broke off, and the caller of read(…) got nothing")
        .wrong(
            "throws something else",
            Wrong::throwsSomethingElse,
            "got java.lang.IllegalStateException: It did not work")
        .wrong("counts all answers", Wrong::countsAllAnswers, "the progress was")
        .wrong("asks in its own words", Wrong::asksInItsOwnWords, "just the question")
        .tests();
  }
}
