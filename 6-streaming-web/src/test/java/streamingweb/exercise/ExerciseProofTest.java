package streamingweb.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import streamingweb.exercise.WebSite.Method;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Method>(StreamedAnswerCheck::check)
        .untouched(
            Path.of("src/main/java/streamingweb/exercise/StreamedAnswer.java"),
            StreamedAnswer::answer,
            "the model was not called")
        .right("the course's own", streamingweb.solution.StreamedAnswer::answer)
        .right("with Javalin's sse", Right::withJavalinsSse)
        .right("with a writer", Right::withAWriter)
        .right("with everything the standard has", Right::withEverythingTheStandardHas)
        .right("with a future", Right::withAFuture)
        .right("with Javalin's async", Right::withJavalinsAsync)
        .right("with two threads and a heartbeat", Right::withTwoThreadsAndAHeartbeat)
        .right("with a stream", Right::withAStream)
        .right("by hand and in small pieces", Right::byHandAndInSmallPieces)
        .right("leaves quietly", Right::leavesQuietly)
        .right("with all headers", Right::withAllHeaders)
        .wrong("does not stream", Wrong::doesNotStream, "in one piece")
        .wrong("returns the plain text", Wrong::returnsThePlainText, "in one piece")
        .wrong("collects events", Wrong::collectsEvents, "inside the loop, as it comes")
        .wrong("forgets to flush", Wrong::forgetsToFlush, "flush() after each one")
        .wrong("uses Javalin's stream", Wrong::usesJavalinsStream, "ctx.res().getOutputStream()")
        .wrong("is one delta behind", Wrong::isOneDeltaBehind, "hadn't got it when the next")
        .wrong("says it is JSON", Wrong::saysItIsJson, "content type \"application/json")
        .wrong("forgets the content type", Wrong::forgetsTheContentType, "the content type \"")
        .wrong("writes JSON lines", Wrong::writesJsonLines, "begin with \"data: \"")
        .wrong("writes one line break", Wrong::writesOneLineBreak, "ends with an empty line")
        .wrong("writes plain text", Wrong::writesPlainText, "An event had the data \"A\"")
        .wrong(
            "sends plain text with Javalin",
            Wrong::sendsPlainTextWithJavalin,
            "An event had the data \"A\"")
        .wrong("joins JSON by hand", Wrong::joinsJsonByHand, "A line break in the text ends")
        .wrong("escapes line breaks only", Wrong::escapesLineBreaksOnly, "must be escaped")
        .wrong("names it text", Wrong::namesItText, "none of the three")
        .wrong("says done in a text", Wrong::saysDoneInAText, "none of the three")
        .wrong("asks the lesson's agent", Wrong::asksTheLessonsAgent, "Use the parameter agent")
        .wrong("returns too early", Wrong::returnsTooEarly, "because answer(…) returned")
        .wrong("writes Latin-1", Wrong::writesLatin1, "in UTF-8")
        .wrong("leaves line breaks out", Wrong::leavesLineBreaksOut, "whole and unchanged")
        .wrong(
            "sends the whole text each time",
            Wrong::sendsTheWholeTextEachTime,
            "Send each delta once")
        .wrong("forgets the end", Wrong::forgetsTheEnd, "no {\"done\": true}")
        .wrong("ends as OpenAI does", Wrong::endsAsOpenAiDoes, "had the data \"[DONE]\"")
        .wrong("is done all the time", Wrong::isDoneAllTheTime, "has to be the last")
        .wrong("is done in any case", Wrong::isDoneInAnyCase, "not in a finally block")
        .wrong(
            "lets the model's failure through",
            Wrong::letsTheModelsFailureThrough,
            "and so did answer(…)")
        .wrong(
            "keeps the failure to itself",
            Wrong::keepsTheFailureToItself,
            "nobody told the browser")
        .wrong("tells the visitor everything", Wrong::tellsTheVisitorEverything, "for your log")
        .wrong("writes for nobody", Wrong::writesForNobody, "the model went on writing")
        .wrong(
            "does not look whether Javalin's client is there",
            Wrong::doesNotLookWhetherJavalinsClientIsThere,
            "the model went on writing")
        .wrong("leaves the run open", Wrong::leavesTheRunOpen, "the model went on writing")
        .wrong("closes the last run", Wrong::closesTheLastRun, "the model went on writing")
        .wrong("stops everybody", Wrong::stopsEverybody, "never in a static field")
        .wrong("serves one after the other", Wrong::servesOneAfterTheOther, "has its own thread")
        .wrong("never returns", Wrong::neverReturns, "the response goes on")
        .wrong("waits before it begins", Wrong::waitsBeforeItBegins, "What does answer(…) wait")
        .wrong("keeps Javalin's client alive", Wrong::keepsJavalinsClientAlive, "goes on")
        .wrong("says done for ever", Wrong::saysDoneForEver, "thousands of lines")
        .wrong("asks in its own words", Wrong::asksInItsOwnWords, "as it is")
        .wrong("asks twice", Wrong::asksTwice, "The model was called 2 times")
        .wrong("expects JSON", Wrong::expectsJson, "Your method failed")
        .wrong("refuses", Wrong::refuses, "status 405")
        .tests();
  }
}
