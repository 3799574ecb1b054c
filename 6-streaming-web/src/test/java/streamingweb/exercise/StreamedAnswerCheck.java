package streamingweb.exercise;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import streamingweb.exercise.WebSite.Method;
import streamingweb.exercise.WebSite.Visit;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import wire.Json;

/** What is right in the exercise StreamedAnswer: what a browser got, and when. */
final class StreamedAnswerCheck implements ExerciseCheck {
  private static final List<String> PLAIN = List.of("A", " lock", " keeps", " others", " out.");
  private static final List<String> ANY_TEXT =
      List.of(
          "Two things:\n",
          "\n- a \"lock\"\r\n",
          "- a C:\\path\t",
          "für 2 €, 語 \uD83D\uDE42\n\n",
          "data: [DONE]\n\n",
          "{\"delta\": \"x\"}",
          "\u2028</script> 100 %s\n");

  @Override
  public String check() {
    check(StreamedAnswer::answer);
    return "Each delta came at once and unchanged, the browser learned how the answer ended, and nobody"
        + " pays for a visitor who has left.";
  }

  static void check(Method method) {
    try (WebSite site = new WebSite(method)) {
      answers(site, "What is a lock?", PLAIN);
      answers(site, "Was heißt „lock“?", ANY_TEXT);
      theModelFails(site);
      aVisitorLeaves(site);
    }
  }

  private static void answers(WebSite site, String question, List<String> deltas) {
    Typist model = Typist.writing(deltas);
    Visit visit = site.visit(model, question);
    complete(visit, model, question, deltas);
  }

  private static void complete(Visit visit, Typist model, String question, List<String> deltas) {
    boolean ended = untilTheEnd(model.visitor);
    responds(visit, model, question);
    sends(model, deltas);
    endsWell(model.visitor);
    ExerciseFailure.unless(
        ended,
        "The answer was complete, but the response goes on, so the browser waits for more. Let the"
            + " response end after {\"done\": true}: return, or close what you have opened.");
  }

  /** A model that was kept waiting goes on when the first wait is over. */
  private static boolean untilTheEnd(Visitor visitor) {
    return visitor.seesTheEnd() || visitor.seesTheEnd();
  }

  private static void responds(Visit visit, Typist model, String question) {
    Visitor visitor = model.visitor;
    ExerciseFailure.unless(
        !visitor.talksTooMuch,
        "The browser got thousands of lines for a short answer. Send one event for each delta, and"
            + " stop after {\"done\": true}.");
    if (visit.thrown != null && visitor.error.isEmpty()) {
      throw ExerciseFailure.thrown(visit.thrown);
    }
    ExerciseFailure.unless(
        !visitor.status.isEmpty() || !model.requests.isEmpty(),
        "The browser got no response, and the model was not called. What does answer(…) wait for?");
    ExerciseFailure.unless(
        visitor.status.isEmpty() || visitor.status.equals("200"),
        "The browser got status %s instead of an answer. Keep status 200.",
        visitor.status);
    ExerciseFailure.unless(
        !model.requests.isEmpty() || visitor.text().isEmpty(),
        "The browser got an answer, but not from the agent that answer(…) gets. Use the parameter"
            + " agent, and not MinimalServer.AGENT.");
    ExerciseFailure.unless(
        !model.requests.isEmpty(),
        "The browser got a response, but the model was not called. Call Runner.runStreamed with the"
            + " agent and ctx.body(), and send each delta of its events before you close the run.");
    ExerciseFailure.unless(
        model.requests.size() == 1,
        "The model was called %d times for one question. Once is enough: read the events of one"
            + " run.",
        model.requests.size());
    ExerciseFailure.unless(
        model.seen(0).equals(List.of("user: " + question)),
        "The model got %s, but the visitor asked \"%s\". The question is ctx.body(), as it is.",
        model.seen(0),
        question);
    ExerciseFailure.unless(
        model.hasStreamed(),
        "The visitor had to wait until the whole answer was written, because Runner.runSync and"
            + " Runner.run return it in one piece. Use Runner.runStreamed.");
  }

  private static void sends(Typist model, List<String> deltas) {
    Visitor visitor = model.visitor;
    ExerciseFailure.unless(
        visitor.status.isEmpty() || isEventStream(visitor),
        "The response has the content type \"%s\", so a browser doesn't look for events in it. Call"
            + " ctx.contentType(\"text/event-stream; charset=utf-8\") before you write.",
        visitor.contentType);
    framed(visitor);
    ExerciseFailure.unless(
        !visitor.text().isEmpty() || visitor.done,
        "The browser got no delta. In a loop over result.streamEvents(), write each output text"
            + " delta as an event, data: {\"delta\": \"…\"}, and call flush().");
    String expected = String.join("", deltas);
    unchanged(visitor, expected.startsWith(visitor.text()), expected);
    ExerciseFailure.unless(
        expected.equals(visitor.text()) || !visitor.brokeOff(),
        "The response ended after %s, before the answer was complete, because answer(…) returned."
            + " Write on the thread of the request, or wait for your own.",
        quoted(visitor.text()));
    ExerciseFailure.unless(
        !model.wasLate(),
        "The model had written a delta, and the browser hadn't got it when the next one was due."
            + " Write each delta inside the loop, as it comes, to ctx.res().getOutputStream(), and call"
            + " flush() after each one.");
    unchanged(visitor, expected.equals(visitor.text()), expected);
  }

  private static void unchanged(Visitor visitor, boolean right, String expected) {
    ExerciseFailure.unless(
        right,
        "The browser shows %s, but the model wrote %s. Send each delta once, whole and unchanged,"
            + " in UTF-8.",
        quoted(visitor.text()),
        quoted(expected));
  }

  private static boolean isEventStream(Visitor visitor) {
    return visitor.contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  private static void framed(Visitor visitor) {
    ExerciseFailure.unless(
        visitor.ignoredLine.isEmpty(),
        "The browser ignored the line %s, because lines of an event begin with \"data: \". A line"
            + " break in the text ends a line of the event, too, \\r as well as \\n. In JSON both are"
            + " escaped: let JsonMapper write it.",
        quoted(visitor.ignoredLine));
    ExerciseFailure.unless(
        !isObject(visitor.strangeData),
        "An event had the data %s. That is JSON, but none of the three events: {\"delta\": \"…\"},"
            + " {\"done\": true} and {\"error\": \"…\"}. The values of delta and error are strings, and"
            + " the value of done is true.",
        quoted(visitor.strangeData));
    ExerciseFailure.unless(
        visitor.strangeData.isEmpty(),
        "An event had the data %s, and that is neither {\"delta\": \"…\"} nor {\"done\": true} nor"
            + " {\"error\": \"…\"} in valid JSON. Quotes, backslashes and line breaks must be escaped:"
            + " let JsonMapper write a Map.",
        quoted(visitor.strangeData));
    ExerciseFailure.unless(
        !visitor.hasUnfinishedEvent,
        "The last lines that the browser got were no event yet, because an event ends with an empty"
            + " line. Write \"\\n\\n\" after the data.");
  }

  private static boolean isObject(String data) {
    try {
      return Json.MAPPER.readTree(data).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static void endsWell(Visitor visitor) {
    ExerciseFailure.unless(
        visitor.error.isEmpty(),
        "Nothing failed, but the browser got the error %s. Send it only if the model fails.",
        quoted(visitor.error));
    ExerciseFailure.unless(
        visitor.done,
        "The browser got every delta, but no {\"done\": true}. Without it, nobody can tell a complete"
            + " answer from one that broke off. Send it after the loop.");
    ExerciseFailure.unless(
        !visitor.goesOnAfterTheEnd,
        "Another event came after {\"done\": true}. That has to be the last one.");
  }

  private static void theModelFails(WebSite site) {
    String question = "What breaks?";
    List<String> part = PLAIN.subList(0, 2);
    Typist model = Typist.failingAfter(part);
    Visitor visitor = model.visitor;
    Visit visit = site.visit(model, question);
    boolean ended = untilTheEnd(visitor);
    String advice =
        " Catch AgentsException around the loop, and send {\"error\": \"…\"} with a sentence in it.";
    ExerciseFailure.unless(
        visit.thrown == null || !visitor.error.isEmpty(),
        "The model failed after half an answer, and so did answer(…). The browser had status 200 by"
            + " then, and heard nothing of the failure."
            + advice);
    responds(visit, model, question);
    framed(visitor);
    ExerciseFailure.unless(
        !visitor.done,
        "The model failed after half an answer, and the browser got {\"done\": true}, as if the answer"
            + " were complete. Send it only after the loop, and not in a finally block.");
    ExerciseFailure.unless(
        !visitor.error.isBlank(),
        "The model failed after half an answer, and nobody told the browser." + advice);
    ExerciseFailure.unless(
        !visitor.error.contains(Typist.SECRET) && !visitor.error.contains("Exception"),
        "The browser got the error %s. The message of an exception is for your log: it can name"
            + " servers, models and keys. Write a sentence for the visitor.",
        quoted(visitor.error));
    sends(model, part);
    ExerciseFailure.unless(
        !visitor.goesOnAfterTheEnd,
        "Another event came after {\"error\": \"…\"}. That has to be the last one.");
    ExerciseFailure.unless(
        ended,
        "The model failed, and the response goes on, so the browser waits for more. Let it end after"
            + " {\"error\": \"…\"}.");
  }

  /** Another visitor comes later, and stays. */
  private static void aVisitorLeaves(WebSite site) {
    Typist model = Typist.leftAfter(PLAIN.subList(0, 2)).waiting();
    Visit leaving = site.visit(model, "Who leaves?");
    model.visitor.sees(PLAIN.get(0));
    Typist other = Typist.writing(PLAIN).waiting();
    String question = "Who stays?";
    Visit staying = site.visit(other, question);
    ExerciseFailure.unless(
        other.visitor.sees(PLAIN.get(0)),
        "Two visitors asked at the same time, and the second one had to wait for the first. Each"
            + " request has its own thread, so don't let one wait for another.");

    model.goOn();
    model.visitor.seesTheEnd();
    ExerciseFailure.unless(
        model.wasStopped(),
        "The visitor left after two deltas, and the model went on writing, for nobody. When the"
            + " visitor is gone, writing to them throws an exception. Let it leave the loop, and close"
            + " the run: try (RunResultStreaming result = …) { … }. If you do that already, look for a"
            + " static field: all visitors share it.");
    ExerciseFailure.unless(
        leaving.isOver(),
        "The visitor left and the call to the model ended, but answer(…) never returned. What does"
            + " it wait for?");

    other.goOn();
    ExerciseFailure.unless(
        untilTheEnd(other.visitor) && other.visitor.text().equals(String.join("", PLAIN)),
        "Two visitors asked at the same time and one left. The other one got only %s of %s. Keep what"
            + " belongs to one request in local variables, and never in a static field.",
        quoted(other.visitor.text()),
        quoted(String.join("", PLAIN)));
    complete(staying, other, question, PLAIN);
  }

  /** Shows what can't be seen. */
  private static String quoted(String text) {
    String start = text.length() > 300 ? text.substring(0, 300) + "…" : text;
    return '"' + start.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + '"';
  }
}
