package runconfig.exercise;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseWait;

/** What is right in the exercise SecondProvider: who was asked, and what the reader saw of it. */
final class SecondProviderCheck implements ExerciseCheck {
  private static final String QUESTION = "What is a lock?";
  private static final String MARK = "[broken off]";
  private static final String NEWS = "[asking again";
  private static final String[] ONE = {"A", " lock", " keeps", " others", " out."};
  private static final String[] TWO = {"Only", " one", " may", " hold", " it."};
  private static final List<String> PART = List.of(ONE).subList(0, 2);

  interface Method {
    String ask(Agent agent, String question, Model first, Model second, Consumer<String> screen)
        throws Exception;
  }

  /** What came of it: an answer or an exception. */
  private record Outcome(String answer, Exception thrown, List<String> screen) {}

  @Override
  public String check() {
    check(SecondProvider::ask);
    return "The second goes on where the first fails, and nobody is misled.";
  }

  static void check(Method method) {
    theFirstAnswers(method);
    List<String> silent = theFirstFails(method, 0);
    List<String> torn = theFirstFails(method, PART.size());
    marked(PART, torn);
    marked(List.of(), silent);
    bothFail(method, 0);
    bothFail(method, PART.size());
    theScreenFails(method);
    theScreenFailsLater(method);
  }

  private static void theFirstAnswers(Method method) {
    Unsteady first = Unsteady.answering("first", ONE);
    Unsteady second = Unsteady.answering("second", TWO);
    Outcome outcome = ask(method, first, second, delta -> {});
    nothingThrown(outcome);
    ExerciseFailure.unless(
        !first.requests.isEmpty() || second.requests.isEmpty(),
        "The second provider was asked, and the first was not. Begin with the first.");
    ExerciseFailure.unless(
        !first.requests.isEmpty(),
        "Nobody was asked. Give Runner.runStreamed the agent, the question and a RunConfig with the"
            + " first model, and each output text delta to screen.accept(…).");
    ExerciseFailure.unless(
        second.requests.isEmpty(),
        "The first provider answered, and the second was asked all the same: that costs twice."
            + " Return when the first has answered, and ask the second only if it fails.");
    atOnce(first);
    screen(List.of(ONE), outcome.screen());
    returned(ONE, outcome);
  }

  /** Answers what the screen got. */
  private static List<String> theFirstFails(Method method, int after) {
    Unsteady first = Unsteady.failing("first", after, ONE);
    Unsteady second = Unsteady.answering("second", TWO);
    Outcome outcome = ask(method, first, second, delta -> {});
    List<String> part = List.of(ONE).subList(0, after);
    ExerciseFailure.unless(
        !isOf(first, outcome.thrown()),
        after == 0
            ? "The first provider failed before its answer, and ask(…) failed with it: catch the"
                + " ModelCallError that the loop over the events throws, and ask the second."
            : "The first provider broke off after %s, and ask(…) failed with it: a stream can fail"
                + " after any delta, so ask the second then, too.",
        part);
    nothingThrown(outcome);
    askedOnce(first, second);
    atOnce(first);
    atOnce(second);
    returned(TWO, outcome);
    return outcome.screen();
  }

  private static void bothFail(Method method, int after) {
    Unsteady first = Unsteady.failing("first", PART.size(), ONE);
    Unsteady second = Unsteady.failing("second", after, TWO);
    Outcome outcome = ask(method, first, second, delta -> {});
    ExerciseFailure.unless(
        outcome.thrown() != null,
        "Both providers failed, and ask(…) returned \"%s\" as if one had answered. Let the failure"
            + " of the second through, because the caller has to know.",
        outcome.answer());
    askedOnce(first, second);
    ExerciseFailure.unless(
        !isOf(first, outcome.thrown()),
        "Both providers failed, and the caller got the failure of the first. The last failure is"
            + " the one to let through.");
    ExerciseFailure.unless(
        isOf(second, outcome.thrown()),
        "Both providers failed, and the caller got %s. Let the failure of the second through as it"
            + " is.",
        outcome.thrown());
  }

  private static void theScreenFails(Method method) {
    Unsteady first = Unsteady.waiting("first", ONE);
    Unsteady second = Unsteady.answering("second", TWO);
    RuntimeException torn = new IllegalStateException("The screen is torn.");
    Outcome outcome = ask(method, first, second, text -> throwAt(ONE[0], text, torn));
    ExerciseFailure.unless(
        second.requests.isEmpty(),
        "The screen failed, no provider did, and yet the second was asked. Catch ModelCallError,"
            + " and not everything that can be thrown.");
    passed(torn, outcome, "The screen failed");
    stopped(first, "first");
  }

  private static void theScreenFailsLater(Method method) {
    Unsteady first = Unsteady.failing("first", PART.size(), ONE);
    Unsteady second = Unsteady.waiting("second", TWO);
    RuntimeException torn = new IllegalStateException("The screen is torn.");
    Outcome outcome = ask(method, first, second, text -> throwAt(TWO[0], text, torn));
    passed(torn, outcome, "The screen failed while the second provider answered");
    stopped(second, "second");
  }

  private static void throwAt(String delta, String text, RuntimeException torn) {
    if (text.equals(delta)) {
      throw torn;
    }
  }

  private static void passed(RuntimeException torn, Outcome outcome, String what) {
    ExerciseFailure.unless(
        outcome.thrown() == torn,
        what + ", and the caller did not get its exception, but %s. Catch only ModelCallError.",
        outcome.thrown() == null ? "an answer" : outcome.thrown());
  }

  private static void stopped(Unsteady provider, String name) {
    ExerciseFailure.unless(
        provider.wasStopped(),
        "The screen failed, so ask(…) did, but the %s provider went on writing, and nobody reads"
            + " that. Close each run: try (RunResultStreaming result = …) { … }.",
        name);
  }

  private static void atOnce(Unsteady provider) {
    ExerciseFailure.unless(
        !provider.wasLate(),
        "The %s provider was ready for its next delta, and the one before was not on the screen yet."
            + " Give each delta to screen.accept(…) inside the loop, as it comes.",
        provider);
  }

  private static Outcome ask(
      Method method, Unsteady first, Unsteady second, Consumer<String> glass) {
    List<String> screen = new CopyOnWriteArrayList<>();
    Agent agent = Agent.builder().name("Checker").build();
    Consumer<String> show =
        text -> {
          screen.add(text);
          first.shown();
          second.shown();
          glass.accept(text);
        };
    Future<String> asking =
        ExerciseWait.start(
            () -> {
              try {
                return method.ask(agent, QUESTION, first, second, show);
              } finally {
                first.readerIsGone();
                second.readerIsGone();
              }
            });
    String hangs = "ask(…) never returned. What does it wait for?";
    ExerciseWait.inTime(asking); // if not, a provider waits for it, too, and goes on by now
    try {
      return new Outcome(ExerciseWait.get(asking, hangs), null, screen);
    } catch (Exception e) {
      return new Outcome(null, e, screen);
    }
  }

  private static void nothingThrown(Outcome outcome) {
    if (outcome.thrown() != null) {
      throw ExerciseFailure.thrown(outcome.thrown());
    }
  }

  private static void askedOnce(Unsteady first, Unsteady second) {
    ExerciseFailure.unless(
        first.requests.size() == 1,
        "The first provider failed and was asked %d times. It has just failed and would"
            + " fail again, while the reader waits. Ask it once, and then the second.",
        first.requests.size());
    ExerciseFailure.unless(
        second.requests.size() == 1,
        "The first provider failed, and the second was asked %d times. Ask it exactly once.",
        second.requests.size());
    ExerciseFailure.unless(
        second.seen(0).equals(List.of("user: " + QUESTION)),
        "The second provider was asked %s, but should be asked what the first was: it knows nothing"
            + " of the other's answer and begins its own.",
        second.seen(0));
  }

  /** First the part, then that it broke off and that the question is asked again, then the rest. */
  private static void marked(List<String> part, List<String> screen) {
    List<String> whole = List.of(TWO);
    int end = screen.size() - whole.size();
    ExerciseFailure.unless(
        end >= part.size()
            && screen.subList(0, part.size()).equals(part)
            && screen.subList(end, screen.size()).equals(whole),
        "The screen got %s, but should get first %s, each as it comes, and at the end %s.",
        line(screen),
        part,
        whole);
    String between = String.join("", screen.subList(part.size(), end));
    ExerciseFailure.unless(
        part.isEmpty() || between.contains(MARK),
        "The screen got %s: nobody can tell where the part of the first ends and the answer of the"
            + " second begins. Give BROKEN_OFF to the screen between the two.",
        line(screen));
    ExerciseFailure.unless(
        !part.isEmpty() || !between.contains(MARK),
        "The first provider failed before it wrote a word, and the screen got %s: without a part"
            + " that was shown, nothing is broken off.",
        line(screen));
    ExerciseFailure.unless(
        between.contains(NEWS) && between.indexOf(NEWS) > between.indexOf(MARK),
        "The screen got %s: the reader should know that the question is asked again, and of whom."
            + " Give ASKING_AGAIN to the screen right before you ask the second.",
        line(screen));
  }

  private static void screen(List<String> expected, List<String> screen) {
    ExerciseFailure.unless(
        screen.equals(expected),
        "The screen got %s, but should get %s: each delta as it is and as it comes, nothing else.",
        line(screen),
        expected);
  }

  private static void returned(String[] deltas, Outcome outcome) {
    String expected = String.join("", deltas);
    ExerciseFailure.unless(
        expected.equals(outcome.answer()),
        "ask(…) returned \"%s\", but the answer is \"%s\". Return what the provider that finished"
            + " wrote, and no part of what the other did.",
        outcome.answer(),
        expected);
  }

  private static String line(List<String> screen) {
    return screen.toString().replace("\n", "\\n");
  }

  /** Whether it is the failure of that provider, as it came out of the run. */
  private static boolean isOf(Unsteady provider, Exception thrown) {
    return thrown instanceof ModelCallError
        && Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
            .anyMatch(provider.failure::equals);
  }
}
