package runasync.exercise;

import static runasync.exercise.Right.start;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private Wrong() {}

  static String oneAfterTheOther(List<Agent> agents, String question) {
    RuntimeException failure = null;
    for (Agent agent : agents) {
      try {
        return text(Runner.runSync(agent, question));
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** A stream does one element after the other, so each run is joined before the next starts. */
  static String startsAndJoinsInOneStream(List<Agent> agents, String question) {
    return agents.stream()
        .map(agent -> Runner.run(agent, question).join())
        .map(Wrong::text)
        .findFirst()
        .orElseThrow();
  }

  static String waitsForAll(List<Agent> agents, String question) {
    var runs = start(agents, question);
    List<RunResult> results = runs.stream().map(CompletableFuture::join).toList();
    return text(results.get(0));
  }

  static String waitsWithAllOf(List<Agent> agents, String question) {
    var runs = start(agents, question);
    CompletableFuture.allOf(array(runs)).join();
    return text(runs.get(0).join());
  }

  static String takesTheFirstOfTheList(List<Agent> agents, String question) {
    var runs = start(agents, question);
    String answer = text(runs.get(0).join());
    cancel(runs);
    return answer;
  }

  static String joinsInListOrder(List<Agent> agents, String question) {
    var runs = start(agents, question);
    CompletableFuture.anyOf(array(runs)).handle((answer, failure) -> answer).join();
    try {
      for (var run : runs) {
        if (run.isCompletedExceptionally()) {
          continue;
        }
        if (run.isDone() || anyFailed(runs)) {
          return text(run.join());
        }
      }
      throw new IllegalStateException();
    } finally {
      cancel(runs);
    }
  }

  static String givesEachHalfAMinute(List<Agent> agents, String question) throws Exception {
    var runs = start(agents, question);
    try {
      for (var run : runs) {
        try {
          return text(run.get(30, TimeUnit.SECONDS));
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
          // the next one
        }
      }
      throw new IllegalStateException("Nobody answered.");
    } finally {
      cancel(runs);
    }
  }

  static String looksEveryHalfMinute(List<Agent> agents, String question) throws Exception {
    var runs = start(agents, question);
    try {
      while (true) {
        Thread.sleep(30_000);
        for (var run : runs) {
          if (run.isDone() && !run.isCompletedExceptionally()) {
            return text(run.join());
          }
        }
      }
    } finally {
      cancel(runs);
    }
  }

  static String takesAFailureForAnAnswer(List<Agent> agents, String question) {
    var runs = start(agents, question);
    try {
      return text((RunResult) CompletableFuture.anyOf(array(runs)).join());
    } finally {
      cancel(runs);
    }
  }

  static String givesUpAfterTwoFailures(List<Agent> agents, String question) {
    var runs = start(agents, question);
    List<CompletableFuture<RunResult>> left = new ArrayList<>(runs);
    try {
      return text((RunResult) CompletableFuture.anyOf(array(left)).join());
    } catch (CompletionException e) {
      left.removeIf(CompletableFuture::isCompletedExceptionally);
      return text((RunResult) CompletableFuture.anyOf(array(left)).join());
    } finally {
      cancel(runs);
    }
  }

  static String waitsForEverIfAllFail(List<Agent> agents, String question) {
    var runs = start(agents, question);
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    runs.forEach(run -> run.thenAccept(first::complete));
    try {
      return text(first.join());
    } finally {
      cancel(runs);
    }
  }

  static String returnsNullIfAllFail(List<Agent> agents, String question) {
    try {
      return Right.takesTurns(agents, question);
    } catch (IllegalStateException e) {
      return null;
    }
  }

  static String returnsTheMessageIfAllFail(List<Agent> agents, String question) {
    try {
      return Right.takesTurns(agents, question);
    } catch (RuntimeException e) {
      return e.getMessage();
    }
  }

  static String leavesTheLosers(List<Agent> agents, String question) {
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    agents.forEach(agent -> Runner.run(agent, question).thenAccept(first::complete));
    return text(first.join());
  }

  static String cancelsTheWrongFuture(List<Agent> agents, String question) {
    var runs = start(agents, question);
    var first = CompletableFuture.anyOf(array(runs));
    try {
      return text((RunResult) first.join());
    } finally {
      first.cancel(true);
    }
  }

  static String cancelsTheSteps(List<Agent> agents, String question) {
    CompletableFuture<String> first = new CompletableFuture<>();
    var steps =
        start(agents, question).stream()
            .map(run -> run.thenApply(Wrong::text).thenAccept(first::complete))
            .collect(Collectors.toList());
    String answer = first.join();
    steps.forEach(step -> step.cancel(true));
    return answer;
  }

  static String cancelsNobodyAfterAFailure(List<Agent> agents, String question) {
    var runs = start(agents, question);
    List<CompletableFuture<RunResult>> left = new ArrayList<>(runs);
    while (true) {
      try {
        String answer = text((RunResult) CompletableFuture.anyOf(array(left)).join());
        if (left.size() == runs.size()) {
          cancel(runs);
        }
        return answer;
      } catch (CompletionException e) {
        left.removeIf(CompletableFuture::isCompletedExceptionally);
        if (left.isEmpty()) {
          throw e;
        }
      }
    }
  }

  static String cancelsTheFirstLoserOnly(List<Agent> agents, String question) {
    var runs = start(agents, question);
    String answer = text((RunResult) CompletableFuture.anyOf(array(runs)).join());
    runs.stream().filter(run -> !run.isDone()).findFirst().ifPresent(run -> run.cancel(true));
    return answer;
  }

  static String cancelsBeforeTheAnswer(List<Agent> agents, String question) {
    var runs = start(agents, question);
    var first = CompletableFuture.anyOf(array(runs));
    cancel(runs.subList(1, 3));
    return text((RunResult) first.join());
  }

  static String asksTwo(List<Agent> agents, String question) {
    return Right.takesTurns(agents.subList(0, 2), question);
  }

  static String asksSomethingElse(List<Agent> agents, String question) {
    return Right.takesTurns(agents, "Answer quickly: " + question);
  }

  static String returnsTheResultAsText(List<Agent> agents, String question) {
    var runs = start(agents, question);
    try {
      return CompletableFuture.anyOf(array(runs)).join().toString();
    } finally {
      cancel(runs);
    }
  }

  private static boolean anyFailed(List<CompletableFuture<RunResult>> runs) {
    return runs.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
  }

  private static CompletableFuture<?>[] array(List<CompletableFuture<RunResult>> runs) {
    return runs.toArray(new CompletableFuture<?>[0]);
  }

  private static void cancel(List<CompletableFuture<RunResult>> runs) {
    runs.forEach(run -> run.cancel(true));
  }

  private static String text(RunResult result) {
    return (String) result.finalOutput();
  }
}
