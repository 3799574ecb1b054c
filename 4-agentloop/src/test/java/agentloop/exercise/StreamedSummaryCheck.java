package agentloop.exercise;

import agentloop.exercise.NewsWriter.Then;
import agentloop.exercise.StreamedSummary.Summary;
import agents.Agent;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseWait;

/** What is right in the exercise StreamedSummary: what was shown, when, and what came back. */
final class StreamedSummaryCheck implements ExerciseCheck {
  private static final String ARTICLE = "Lahore had rain last night, and trains were late.";
  private static final List<String> RAIN =
      List.of(
          "Lahore",
          " had rain",
          ".\nThe",
          " streets",
          " are dry again",
          ".\nTrains run.\nSchools",
          " are",
          " open.");
  private static final List<String> SNOW = List.of("It snows", ".", "\n", "It is cold.\n");

  interface Method {
    Summary summarize(Agent agent, String article, Consumer<String> screen) throws Exception;
  }

  /** What the method returned or threw. */
  private record Ending(Summary summary, Exception thrown) {}

  @Override
  public String check() {
    check(StreamedSummary::summarize);
    return "Each point was shown in time, and none was lost when the stream broke.";
  }

  static void check(Method method) {
    readsAll(method, RAIN);
    readsAll(method, SNOW);
    theStreamBreaks(method, 7, RAIN); // after three points and a half
    theStreamBreaks(method, 2, RAIN); // before the first point is complete
    theStreamBreaks(method, 3, SNOW); // just between two points
    theStreamBreaks(method, 0, RAIN); // there was no answer at all
    theScreenFails(method);
  }

  private static void readsAll(Method method, List<String> deltas) {
    NewsWriter model = new NewsWriter(Then.ALL_IS_WRITTEN, deltas.size(), deltas);
    Ending ending = run(method, model, model::show);
    if (ending.thrown() != null) {
      throw ExerciseFailure.thrown(ending.thrown());
    }
    calledOnce(model);
    ExerciseFailure.unless(
        !model.screen.isEmpty(),
        "Nothing came to the screen. In a loop over result.streamEvents(), collect the output text"
            + " deltas, and give each complete line to screen.accept(…).");
    shows(model, model.written().lines().toList());
    returns(model, ending.summary());
    ExerciseFailure.unless(
        problem(ending.summary()).isBlank(),
        "The answer came to its end, and the problem in the Summary is \"%s\". A caller takes that"
            + " for a broken stream. Return \"\" there.",
        ending.summary().problem());
  }

  private static void theStreamBreaks(Method method, int last, List<String> deltas) {
    NewsWriter model = new NewsWriter(Then.THE_STREAM_BREAKS, last, deltas);
    Ending ending = run(method, model, model::show);
    String when =
        last == 0
            ? "The connection failed before the first delta"
            : "The stream broke after the deltas " + quoted(deltas.subList(0, last));
    ExerciseFailure.unless(
        ending.thrown() == null,
        "%s, and summarize(…) threw %s. So its caller loses the points that had come. Catch the"
            + " AgentsException around the loop, and return the points there.",
        when,
        ending.thrown());
    calledOnce(model);
    String written = model.written();
    shows(model, written.substring(0, written.lastIndexOf('\n') + 1).lines().toList());
    returns(model, ending.summary());
    ExerciseFailure.unless(
        !problem(ending.summary()).isBlank(),
        "%s, and the Summary has no problem in it. So its caller takes a part for the whole. Return"
            + " the exception's message with the points.",
        when);
  }

  private static void theScreenFails(Method method) {
    NewsWriter model = new NewsWriter(Then.THE_READER_LEAVES, 3, RAIN);
    RuntimeException torn = new IllegalStateException("The screen is torn.");
    Ending ending =
        run(
            method,
            model,
            point -> {
              model.show(point);
              throw torn;
            });
    ExerciseFailure.unless(
        torn.equals(ending.thrown()),
        "The screen failed, and the caller of summarize(…) got %s instead of that exception. Only the"
            + " stream may break without an exception: catch AgentsException, and nothing wider.",
        ending.thrown() == null ? ending.summary() : ending.thrown());
    ExerciseFailure.unless(
        model.wasStopped(),
        "The screen failed, so summarize(…) did, too, but the model went on writing, and nobody"
            + " reads that. try (RunResultStreaming result = …) { … } closes the result however the"
            + " block is left.");
  }

  private static Ending run(Method method, NewsWriter model, Consumer<String> screen) {
    Agent agent = Agent.builder().name("Checker").model(model).build();
    Future<Summary> work =
        ExerciseWait.start(
            () -> {
              try {
                return method.summarize(agent, ARTICLE, screen);
              } finally {
                model.readerIsGone();
              }
            });
    ExerciseWait.inTime(work); // if not, the model waits for it, too, and goes on by now
    try {
      String hangs = "summarize(…) never returned, although the model has ended. What is it doing?";
      return new Ending(ExerciseWait.get(work, hangs), null);
    } catch (Exception e) {
      return new Ending(null, e);
    }
  }

  private static void calledOnce(NewsWriter model) {
    ExerciseFailure.unless(
        !model.wasBlocking(),
        "You asked for the whole answer at once. Then nothing can be shown before the end, and if the"
            + " connection breaks, everything is lost. Use Runner.runStreamed.");
    ExerciseFailure.unless(
        model.requests.size() <= 1,
        "The model was called %d times. Each call writes another summary, with other points, and"
            + " costs money. Keep what one run has brought.",
        model.requests.size());
    ExerciseFailure.unless(
        model.requests.isEmpty()
            || model.seen(0).stream().anyMatch(i -> i.startsWith("user: ") && i.contains(ARTICLE)),
        "The model never saw the article. It saw %s. Give the article to Runner.runStreamed as the"
            + " input.",
        model.requests.isEmpty() ? "" : model.seen(0));
  }

  private static void shows(NewsWriter model, List<String> expected) {
    ExerciseFailure.unless(
        model.late().isEmpty(),
        "The delta %s had come, and a point that ends in it was not on the screen yet. After each"
            + " delta, show all points that are complete: a line break can be anywhere in a delta,"
            + " and there can be two of them.",
        quoted(List.of(model.late())));
    ExerciseFailure.unless(
        model.screen.equals(expected),
        "The model wrote %s%s, and the screen got %s. It should get %s: each point once, whole, and"
            + " without its line break. The last one is complete when the answer has ended, but not"
            + " when the stream broke.",
        quoted(List.of(model.written())),
        model.ends() ? "" : ", then the stream broke",
        quoted(model.screen),
        quoted(expected));
  }

  private static void returns(NewsWriter model, Summary summary) {
    ExerciseFailure.unless(
        summary != null && summary.points() != null,
        "summarize(…) returned %s. Return a Summary with a list of points, even if it is empty.",
        summary);
    ExerciseFailure.unless(
        summary.points().equals(model.screen),
        "The screen got %s%s, but the Summary has the points %s. Add each point to a list when you"
            + " show it, and return that list.",
        quoted(model.screen),
        model.ends() ? "" : ", then the stream broke",
        quoted(summary.points()));
  }

  private static String problem(Summary summary) {
    return summary.problem() == null ? "" : summary.problem();
  }

  /** Shows where a text begins and ends. */
  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(t -> t == null ? t : '"' + t.replace("\n", "\\n") + '"')
        .toList()
        .toString();
  }
}
