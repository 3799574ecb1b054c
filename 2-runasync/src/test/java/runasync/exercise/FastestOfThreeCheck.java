package runasync.exercise;

import agents.Agent;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import testkit.ExerciseFailure;
import testkit.ExerciseModel.Answer;
import testkit.ExerciseWait;

/** What is right in the exercise FastestOfThree: three races whose course the check decides. */
final class FastestOfThreeCheck {
  private static final String SECOND_WINS = "Ben was first.";

  interface Method {
    String fastest(List<Agent> agents, String question) throws Exception;
  }

  private FastestOfThreeCheck() {}

  static void check(Method method) {
    try (Race race = new Race(method)) {
      theFirstAnswerWinsAndTheOthersEnd(race);
    }
    try (Race race = new Race(method)) {
      aFailureIsNoAnswer(race);
    }
    try (Race race = new Race(method)) {
      threeFailuresAreOne(race);
    }
  }

  private static void theFirstAnswerWinsAndTheOthersEnd(Race race) {
    race.ben.answer();
    String answer =
        race.answer(
            "One agent has answered and fastest(…) still waits: it seems to wait for all of them,"
                + " or for a certain one. Let whichever run ends first complete one future, and"
                + " join that.");
    ExerciseFailure.unless(
        SECOND_WINS.equals(answer),
        "fastest(…) returned \"%s\", but only one agent had answered: \"%s\". Return the"
            + " finalOutput() of the run that ended first.",
        answer,
        SECOND_WINS);

    // Losers that were not cancelled go on when they may: they call a tool and ask once more.
    for (Racer loser : List.of(race.ada, race.cleo)) {
      loser.answer();
      loser.awaitEnd();
      ExerciseFailure.unless(
          loser.requests.size() == 1,
          "fastest(…) returned the first answer, but a run that had lost went on asking its model,"
              + " and somebody pays for that: call cancel(true) on all runs before you return,"
              + " best in a finally.");
    }
  }

  private static void aFailureIsNoAnswer(Race race) {
    race.ada.fail();
    race.ada.awaitEnd();
    race.ben.answer();
    String answer;
    try {
      answer = race.result("One agent failed, another answered, and fastest(…) still waits.");
    } catch (Exception e) {
      throw new ExerciseFailure(
          "One agent failed first, and fastest(…) failed with it, although another agent answered:"
              + " a failed future is complete too, and anyOf(…) takes it for the winner."
              + " thenAccept(…) is called for answers only.");
    }
    ExerciseFailure.unless(
        SECOND_WINS.equals(answer),
        "One agent failed, another said \"%s\", and fastest(…) returned \"%s\".",
        SECOND_WINS,
        answer);
  }

  private static void threeFailuresAreOne(Race race) {
    race.racers.forEach(Racer::fail);
    String answer;
    try {
      answer =
          race.result(
              "All agents have failed, and fastest(…) waits for an answer that can never come:"
                  + " when allOf(…) the runs have ended, complete your future exceptionally.");
    } catch (Exception e) {
      return; // as it should be, whatever the exception
    }
    throw new ExerciseFailure(
        "All agents failed, but fastest(…) returned \"%s\" as if nothing had happened: let the"
                .formatted(answer)
            + " exception out.");
  }

  /** Three agents who have all been asked, and none of whom may answer yet. */
  private static final class Race implements AutoCloseable {
    private final Semaphore news = new Semaphore(0);
    final Racer ada = new Racer("Ada", news, Answer.calls("think", "{}"), Answer.text("Late."));
    final Racer ben = new Racer("Ben", news, Answer.text(SECOND_WINS));
    final Racer cleo = new Racer("Cleo", news, Answer.calls("think", "{}"), Answer.text("Late."));
    final List<Racer> racers = List.of(ada, ben, cleo);
    private final Future<String> result;
    private volatile boolean ended;

    Race(Method method) {
      List<Agent> agents = Stream.of(ada, ben, cleo).map(Racer::agent).toList();
      result = ExerciseWait.start(() -> ask(method, agents));
      ExerciseWait.acquire(news, 3);
      long asked = racers.stream().filter(Racer::wasAsked).count();
      if (asked < 3) {
        boolean over = ended;
        close();
        throw new ExerciseFailure(
            over
                ? "fastest(…) ended when %d of 3 agents had been asked: start a run for each of them"
                        .formatted(asked)
                    + " with Runner.run(agent, question) and keep the futures."
                : "Only %d of 3 agents had been asked when fastest(…) waited for an answer, so they"
                        .formatted(asked)
                    + " are asked one after the other: start all runs with Runner.run, which does"
                    + " not wait, before you wait for any of them.");
      }
    }

    private String ask(Method method, List<Agent> agents) throws Exception {
      try {
        return method.fastest(agents, "Who is first?");
      } finally {
        ended = true;
        news.release(3);
      }
    }

    String answer(String tooLate) {
      return ExerciseWait.result(result, tooLate);
    }

    String result(String tooLate) throws Exception {
      return ExerciseWait.get(result, tooLate);
    }

    @Override
    public void close() {
      racers.forEach(Racer::answer);
    }
  }
}
