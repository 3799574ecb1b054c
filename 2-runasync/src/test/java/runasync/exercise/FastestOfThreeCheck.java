package runasync.exercise;

import agents.Agent;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseWait;

/** What is right in the exercise FastestOfThree: races in which the check decides who wins. */
final class FastestOfThreeCheck implements ExerciseCheck {
  private static final String QUESTION = "Who is first?";
  private static final int ATTEMPTS = 3;

  interface Method {
    String fastest(List<Agent> agents, String question) throws Exception;
  }

  @Override
  public String check() {
    check(FastestOfThree::fastest);
    return "The first answer was returned at once, and the other runs were ended.";
  }

  static void check(Method method) {
    race(method, race -> answers(race, race.ben));
    race(method, race -> answers(race, race.cleo));
    race(method, race -> answers(race, race.ada));
    race(method, race -> answersAfterFailures(race, race.cleo, race.ada));
    race(method, race -> answersAfterFailures(race, race.ben, race.cleo));
    race(method, race -> answersAfterFailures(race, race.cleo, race.ada, race.ben));
    race(method, FastestOfThreeCheck::allFail);
  }

  /** Being late is judged by the clock, and a clock can be wrong once on a busy machine. */
  private static void race(Method method, Consumer<Race> course) {
    for (int attempt = 1; ; attempt++) {
      try (Race race = new Race(method)) {
        course.accept(race);
        return;
      } catch (Late e) {
        if (attempt == ATTEMPTS) {
          throw new ExerciseFailure(e.getMessage());
        }
      }
    }
  }

  private static void answers(Race race, Racer winner) {
    winner.win();
    winner.awaitEnd();
    String answer =
        race.answer(
            "One agent has answered, and fastest(…) still waits. It seems to wait for all of them,"
                + " for a certain one, or for a fixed time. anyOf(…) is done as soon as one of its"
                + " futures is.");
    returned(winner, answer);
    theOthersEnd(race, winner, "");
  }

  private static void answersAfterFailures(Race race, Racer winner, Racer... failing) {
    for (Racer racer : failing) {
      racer.fail();
      racer.awaitEnd();
    }
    winner.win();
    winner.awaitEnd();
    String failed = failing.length == 1 ? "One agent failed" : "Two agents failed";
    String answer;
    try {
      answer =
          race.result(
              failed
                  + ", another has answered, and fastest(…) still waits. After a failure, wait for"
                  + " whichever of the others is done first, not for a certain one.");
    } catch (ExerciseFailure | Late e) {
      throw e;
    } catch (Exception e) {
      throw new ExerciseFailure(
          failed
              + ", another one answered, and fastest(…) failed all the same. A failed future is done,"
              + " too, so anyOf(…) takes it for the first. Then leave it out and wait for the"
              + " others.");
    }
    returned(winner, answer);
    theOthersEnd(race, winner, failed + ", another one answered, and ");
  }

  private static void allFail(Race race) {
    race.racers.forEach(Racer::fail);
    race.racers.forEach(Racer::awaitEnd);
    String answer;
    try {
      answer =
          race.result(
              "All agents have failed, and fastest(…) waits for an answer that can never come: when"
                  + " no run is left, throw the failure.");
    } catch (ExerciseFailure | Late e) {
      throw e;
    } catch (Exception e) {
      return; // as it should be, whatever the exception
    }
    throw new ExerciseFailure(
        "All agents failed, but fastest(…) returned \"%s\" as if nothing had happened. Let the"
                .formatted(answer)
            + " exception out.");
  }

  private static void returned(Racer winner, String answer) {
    ExerciseFailure.unless(
        winner.says().equals(answer),
        "fastest(…) returned \"%s\", but only one agent had answered: \"%s\". Return the"
            + " finalOutput() of the run that answered first.",
        answer,
        winner.says());
  }

  /** Runs that were not cancelled go on when they may: they use a tool and ask once more. */
  private static void theOthersEnd(Race race, Racer winner, String before) {
    for (Racer racer : race.racers) {
      if (racer != winner) {
        racer.goOn();
        racer.awaitEnd();
        ExerciseFailure.unless(
            racer.requests.size() == 1,
            "%sfastest(…) returned the first answer, but another run went on and called its model"
                + " again, and somebody pays for that. Call cancel(true) on all runs before you"
                + " return, best in a finally.",
            before);
      }
    }
    race.racers.forEach(
        racer ->
            ExerciseFailure.unless(
                racer.seen(0).equals(List.of("user: " + QUESTION)),
                "An agent was asked %s, but it should be asked just the question.",
                racer.seen(0)));
  }

  /** Something should have happened by now. */
  private static final class Late extends RuntimeException {
    private static final long serialVersionUID = 1;

    Late(String sentence) {
      super(sentence);
    }
  }

  /** Three agents who have all been asked, and none of whom may answer yet. */
  private static final class Race implements AutoCloseable {
    private final Semaphore news = new Semaphore(0);
    final Racer ada = new Racer("Ada", news);
    final Racer ben = new Racer("Ben", news);
    final Racer cleo = new Racer("Cleo", news);
    final List<Racer> racers = List.of(ada, ben, cleo);
    private final Future<String> result;
    private volatile boolean ended;

    Race(Method method) {
      List<Agent> agents = racers.stream().map(Racer::agent).toList();
      result = ExerciseWait.start(() -> ask(method, agents));
      ExerciseWait.acquire(news, 3);
      long asked = racers.stream().filter(Racer::wasAsked).count();
      if (asked < 3 || ended) {
        boolean over = ended;
        close();
        throw new ExerciseFailure(
            over
                ? "fastest(…) ended before any agent had answered, when %d of 3 had been asked. Start"
                        .formatted(asked)
                    + " a run for each of them with Runner.run(agent, question), keep the futures,"
                    + " and wait for the first that answers."
                : "Only %d of 3 agents had been asked when fastest(…) waited for an answer, so they"
                        .formatted(asked)
                    + " are asked one after the other. Start all runs with Runner.run, which does"
                    + " not wait, before you wait for any of them.");
      }
    }

    private String ask(Method method, List<Agent> agents) throws Exception {
      try {
        return method.fastest(agents, QUESTION);
      } finally {
        ended = true;
        news.release(3);
      }
    }

    String answer(String tooLate) {
      try {
        return result(tooLate);
      } catch (ExerciseFailure | Late e) {
        throw e;
      } catch (Exception e) {
        ExerciseFailure.unless(
            !(e instanceof CancellationException || e.getCause() instanceof CancellationException),
            "fastest(…) waited for a run that it had cancelled, perhaps before any agent had"
                + " answered. Cancel the runs when you have the answer, best in a finally.");
        throw ExerciseFailure.thrown(e);
      }
    }

    String result(String tooLate) throws Exception {
      if (!ExerciseWait.soon(result)) {
        throw new Late(tooLate);
      }
      return ExerciseWait.get(result, tooLate);
    }

    @Override
    public void close() {
      racers.forEach(Racer::goOn);
    }
  }
}
