package runasyncstreaming.exercise;

import agents.Agent;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import testkit.ExerciseFailure;
import testkit.ExerciseWait;

/** What is right in the exercise ProgressAndStop: what the screen saw, and when. */
final class ProgressAndStopCheck {
  private static final String[] DELTAS = {
    "A", " call is", " re", "cursive", " when", " a", " func", "tion", " calls", " it", "self", "."
  };
  private static final List<Integer> WORDS = List.of(1, 3, 4, 4, 5, 6, 7, 7, 8, 9, 9, 9);

  interface Method {
    void read(
        Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress)
        throws Exception;
  }

  private ProgressAndStopCheck() {}

  static void check(Method method) {
    SlowWriter model = read(method, 5, 5);
    ExerciseFailure.unless(
        !model.screen.isEmpty(),
        "Nothing came to the screen: in a loop over result.streamEvents(), give each output text"
            + " delta to screen.accept(…).");
    ExerciseFailure.unless(
        !model.wasLate(),
        "The model wrote its next delta and the one before was not on the screen yet: give each"
            + " delta to screen.accept(…) inside the loop, as it comes, and collect nothing.");
    counts(model.screen, model.progress);
    ExerciseFailure.unless(
        !model.readerStayed(),
        "The screen had the 5 words that are enough, and read(…) still waited for more: compare"
            + " the number of words right after each delta, and break.");
    screen(List.of(DELTAS).subList(0, 5), model.screen);
    ExerciseFailure.unless(
        model.wasStopped(),
        "read(…) came back, but the model went on writing, for nobody: leaving the loop does not"
            + " end the run. Close the result: try (RunResultStreaming result = …) { … }.");

    SlowWriter whole = read(method, 100, DELTAS.length + 1);
    counts(whole.screen, whole.progress);
    screen(List.of(DELTAS), whole.screen);
  }

  private static SlowWriter read(Method method, int enough, int last) {
    SlowWriter model = new SlowWriter(last, DELTAS);
    Agent agent = Agent.builder().name("Checker").model(model).build();
    Future<Object> reading =
        ExerciseWait.start(
            () -> {
              try {
                method.read(agent, "Explain.", enough, model::show, model.progress::add);
                return null;
              } finally {
                model.readerIsGone();
              }
            });
    try {
      ExerciseWait.result(reading, "");
    } catch (ExerciseFailure e) {
      ExerciseWait.result(
          reading, "read(…) never came back, though the model has ended: what does it wait for?");
    }
    return model;
  }

  private static void counts(List<String> screen, List<Integer> progress) {
    ExerciseFailure.unless(
        screen.size() == progress.size(),
        "The screen got %d deltas, but progress was told %d times: call progress.accept(…) once"
            + " after each screen.accept(…).",
        screen.size(),
        progress.size());
    for (int i = 0; i < Math.min(progress.size(), WORDS.size()); i++) {
      ExerciseFailure.unless(
          progress.get(i).equals(WORDS.get(i)),
          "After %s the progress was %d, but that is %d words: %s. Append each delta to a"
              + " StringBuilder and count the words of all that it holds.",
          screen.subList(0, i + 1),
          progress.get(i),
          WORDS.get(i),
          progress.get(i) == i + 1
              ? "deltas are not words"
              : "a word that comes in two deltas is one word");
    }
  }

  private static void screen(List<String> expected, List<String> screen) {
    ExerciseFailure.unless(
        screen.equals(expected),
        "The screen got %s, but it should get %s: each delta as it is, up to the one with which"
            + " the text has enough words, or to the end.",
        screen,
        expected);
  }
}
