package runasyncstreaming.exercise;

import agents.Agent;
import agents.ModelCallError;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseWait;

/** What is right in the exercise ProgressAndStop: what the screen saw, and when. */
final class ProgressAndStopCheck implements ExerciseCheck {
  private static final String QUESTION = "Explain.";
  private static final String[] DELTAS = {
    "A",
    " call is",
    " re",
    "cursive",
    " when\n",
    "a",
    " func",
    "tion ",
    " calls",
    " it",
    "self",
    "."
  };

  interface Method {
    void read(
        Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress)
        throws Exception;
  }

  /** What the method threw, or null. */
  private record Ending(SlowWriter model, Exception thrown) {}

  @Override
  public String check() {
    check(ProgressAndStop::read);
    return "Each delta was shown at once, and the model was stopped in time.";
  }

  static void check(Method method) {
    stops(method, 5, 5);
    stops(method, 2, 2); // the second delta has two words, so there are never just two
    readsAShortAnswerToItsEnd(method);
    theScreenFails(method);
    theStreamBreaks(method);
  }

  private static void stops(Method method, int enough, int last) {
    SlowWriter model = read(method, enough, new SlowWriter(last, DELTAS));
    shownAtOnce(model);
    counts(model);
    ExerciseFailure.unless(
        !model.readerStayed(),
        "After %s the screen had %d words, %d were enough, and read(…) still waited for more. Compare"
            + " the number of words right after each delta, with >=, and break.",
        quoted(model.screen.subList(0, Math.min(last, model.screen.size()))),
        words(String.join("", List.of(DELTAS).subList(0, last))),
        enough);
    screen(List.of(DELTAS).subList(0, last), model.screen);
    ExerciseFailure.unless(
        model.wasStopped(),
        "read(…) returned, but the model went on writing, and nobody reads that. Leaving the loop"
            + " does not end the run. Close the result: try (RunResultStreaming result = …) { … }.");
  }

  private static void readsAShortAnswerToItsEnd(Method method) {
    SlowWriter model = read(method, 100, new SlowWriter(DELTAS.length + 1, DELTAS));
    counts(model);
    screen(List.of(DELTAS), model.screen);
  }

  private static void theScreenFails(Method method) {
    SlowWriter model = new SlowWriter(2, DELTAS);
    RuntimeException torn = new IllegalStateException("The screen is torn.");
    Ending ending =
        start(
            method,
            100,
            model,
            delta -> {
              model.show(delta);
              if (delta.equals(DELTAS[1])) {
                throw torn;
              }
            });
    thrown(torn.equals(ending.thrown()), "The screen failed", ending.thrown());
    ExerciseFailure.unless(
        model.wasStopped(),
        "The screen failed, so read(…) did, too, but the model went on writing, and nobody reads"
            + " that. try (RunResultStreaming result = …) { … } closes the result however the block"
            + " is left.");
  }

  private static void theStreamBreaks(Method method) {
    SlowWriter model = new SlowWriter(4, DELTAS).breaking();
    Ending ending = start(method, 100, model, model::show);
    thrown(ending.thrown() instanceof ModelCallError, "The stream broke off", ending.thrown());
    screen(List.of(DELTAS).subList(0, 4), model.screen);
  }

  private static void thrown(boolean right, String what, Exception thrown) {
    ExerciseFailure.unless(
        right,
        what
            + ", and the caller of read(…) got %s instead of that exception. You need no catch here:"
            + " a caller who does not hear of a failure takes the part for the whole.",
        thrown == null ? "nothing" : thrown);
  }

  private static SlowWriter read(Method method, int enough, SlowWriter model) {
    Ending ending = start(method, enough, model, model::show);
    if (ending.thrown() != null) {
      throw ExerciseFailure.thrown(ending.thrown());
    }
    return model;
  }

  private static Ending start(
      Method method, int enough, SlowWriter model, Consumer<String> screen) {
    Agent agent = Agent.builder().name("Checker").model(model).build();
    Future<Object> reading =
        ExerciseWait.start(
            () -> {
              try {
                method.read(agent, QUESTION, enough, screen, model::progress);
                return null;
              } finally {
                model.readerIsGone();
              }
            });
    ExerciseWait.inTime(reading); // if not, the model waits for it, too, and goes on by now
    try {
      ExerciseWait.get(
          reading, "read(…) never returned, although the model has ended. What does it wait for?");
      return new Ending(model, null);
    } catch (Exception e) {
      return new Ending(model, e);
    }
  }

  private static void shownAtOnce(SlowWriter model) {
    ExerciseFailure.unless(
        model.requests.size() <= 1,
        "The model was called %d times, but once is enough: read the events of one run.",
        model.requests.size());
    ExerciseFailure.unless(
        model.requests.isEmpty() || model.seen(0).equals(List.of("user: " + QUESTION)),
        "The model was asked %s, but it should be asked just the question.",
        model.requests.isEmpty() ? "" : model.seen(0));
    ExerciseFailure.unless(
        !model.screen.isEmpty(),
        "Nothing came to the screen. In a loop over result.streamEvents(), give each output text"
            + " delta to screen.accept(…).");
    ExerciseFailure.unless(
        !model.wasLate(),
        "The model was ready for its next delta, and the one before was not on the screen yet. Give"
            + " each delta to screen.accept(…) inside the loop, as it comes, and collect nothing.");
  }

  /** Compares the progress with the words that the screen had at that moment. */
  private static void counts(SlowWriter model) {
    List<String> screen = model.screen;
    List<Integer> progress = model.progress;
    screen(List.of(DELTAS).subList(0, Math.min(screen.size(), DELTAS.length)), screen);
    ExerciseFailure.unless(
        !model.wasEarly(),
        "Progress was reported before the delta was on the screen. Call screen.accept(…) first, then"
            + " progressInWords.accept(…).");
    ExerciseFailure.unless(
        screen.size() == progress.size(),
        "The screen got %d deltas, but progress was reported %d times. Call progressInWords.accept(…)"
            + " once after each screen.accept(…).",
        screen.size(),
        progress.size());
    for (int i = 0; i < progress.size(); i++) {
      List<String> shown = screen.subList(0, i + 1);
      int words = words(String.join("", shown));
      ExerciseFailure.unless(
          progress.get(i) == words,
          "After %s the progress was %d, but that is %d words: %s. Append each delta to a"
              + " StringBuilder, and count the words of all that it holds.",
          quoted(shown),
          progress.get(i),
          words,
          progress.get(i) > words
              ? "a word that comes in two deltas is one word"
              : "a delta is not a word, and all deltas so far count");
    }
  }

  private static void screen(List<String> expected, List<String> screen) {
    ExerciseFailure.unless(
        screen.equals(expected),
        "The screen got %s, but it should get %s: each delta as it is, up to the one with which the"
            + " text has enough words, or to the end.",
        quoted(screen),
        quoted(expected));
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /** Shows where a delta begins and ends. */
  private static String quoted(List<String> deltas) {
    return deltas.stream().map(d -> '"' + d.replace("\n", "\\n") + '"').toList().toString();
  }
}
