package agentloop.exercise;

import agentloop.exercise.StreamedSummaryCheck.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import testkit.ExerciseProof;

/** The check of the exercise StreamedSummary tells right from wrong. */
@Tag("course")
class StreamedSummaryProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Method>(StreamedSummaryCheck::check)
        .untouched(
            Path.of("src/main/java/agentloop/exercise/StreamedSummary.java"),
            StreamedSummary::summarize,
            "Nothing came to the screen")
        .right("the course's own", RightSummaries::coursesOwn)
        .right("reads characters", RightSummaries::readsCharacters)
        .right("remembers the place", RightSummaries::remembersThePlace)
        .right("splits again", RightSummaries::splitsAgain)
        .right("asks the result", RightSummaries::asksTheResult)
        .right("looks at the exception", RightSummaries::looksAtTheException)
        .right("the usual one, in parts", new UsualSummary())
        .wrong("asks for the whole", WrongSummaries::asksForTheWhole, "Use Runner.runStreamed")
        .wrong("asks twice", WrongSummaries::asksTwice, "The model was called 2 times")
        .wrong("tries again", WrongSummaries::triesAgain, "The model was called 2 times")
        .wrong(
            "never sends the article",
            WrongSummaries::neverSendsTheArticle,
            "The model never saw the article")
        .wrong("catches everything", WrongSummaries::catchesEverything, "nothing wider")
        .wrong("leaves it open", WrongSummaries::leavesItOpen, "however the block is left")
        .wrong(
            "closes in the end only",
            WrongSummaries::closesInTheEndOnly,
            "however the block is left")
        .wrong("catches nothing", WrongSummaries::catchesNothing, "Catch the AgentsException")
        .wrong(
            "shows the rest in a finally",
            WrongSummaries::showsTheRestInAFinally,
            "but not when the stream broke")
        .wrong(
            "throws something else",
            WrongSummaries.THROWS_SOMETHING_ELSE,
            "threw java.lang.IllegalStateException: The summary is not complete.")
        .wrong(
            "loses the points",
            WrongSummaries.LOSES_THE_POINTS,
            "then the stream broke, but the Summary has the points []")
        .wrong("returns null", WrongSummaries.RETURNS_NULL, "returned null")
        .wrong(
            "returns half a point",
            WrongSummaries.RETURNS_HALF_A_POINT,
            "\"Schools are\"]. Add each point")
        .wrong(
            "returns what the exception has",
            WrongSummaries.RETURNS_WHAT_THE_EXCEPTION_HAS,
            "\"Schools are\"]. Add each point")
        .wrong(
            "shows half a point",
            WrongSummaries.SHOWS_HALF_A_POINT,
            "the screen got [\"Lahore had rain.\", \"The streets are dry again.\", \"Trains run.\","
                + " \"Schools are...\"]")
        .wrong("shows the problem", WrongSummaries.SHOWS_THE_PROBLEM, "\"Sorry: ")
        .wrong("marks nothing", WrongSummaries.MARKS_NOTHING, "takes a part for the whole")
        .wrong(
            "marks nothing without points",
            WrongSummaries.MARKS_NOTHING_WITHOUT_POINTS,
            "takes a part for the whole")
        .wrong("marks everything", WrongSummaries.MARKS_EVERYTHING, "Return \"\" there")
        .wrong("collects first", WrongSummaries.COLLECTS_FIRST, "not on the screen yet")
        .wrong("shows deltas", WrongSummaries.SHOWS_DELTAS, "each point once, whole")
        .wrong("shows all again", WrongSummaries.SHOWS_ALL_AGAIN, "each point once, whole")
        .wrong("shows all in the end", WrongSummaries.SHOWS_ALL_IN_THE_END, "each point once")
        .wrong(
            "looks at the end of the delta",
            WrongSummaries.LOOKS_AT_THE_END_OF_THE_DELTA,
            "a line break can be anywhere in a delta")
        .wrong(
            "shows one point a delta",
            WrongSummaries.SHOWS_ONE_POINT_A_DELTA,
            "and there can be two of them")
        .wrong("is one delta behind", WrongSummaries.IS_ONE_DELTA_BEHIND, "not on the screen yet")
        .wrong(
            "forgets what follows the break",
            WrongSummaries.FORGETS_WHAT_FOLLOWS_THE_BREAK,
            "each point once, whole")
        .wrong(
            "forgets the last point",
            WrongSummaries.FORGETS_THE_LAST_POINT,
            "The last one is complete when the answer has ended")
        .wrong("has an empty point", WrongSummaries.HAS_AN_EMPTY_POINT, "\"It is cold.\", \"\"]")
        .wrong(
            "keeps the line break", WrongSummaries.KEEPS_THE_LINE_BREAK, "without its line break")
        .wrong("trims deltas", WrongSummaries.TRIMS_DELTAS, "\"Lahorehad rain.\"")
        .wrong(
            "returns no points", WrongSummaries.RETURNS_NO_POINTS, "the Summary has the points []")
        .wrong("stops after three", WrongSummaries.STOPS_AFTER_THREE, "\"Schools are open.\"]")
        .tests();
  }
}
