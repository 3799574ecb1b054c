package runasync.exercise;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Right solutions, each in another style. */
final class Right {
  private Right() {}

  static String withAFutureOfItsOwn(List<Agent> agents, String question) {
    var runs = start(agents, question);
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    CompletableFuture<?>[] all =
        runs.stream()
            .map(run -> run.thenAccept(first::complete))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                first.completeExceptionally(failure);
              }
            });
    try {
      return first.join().finalOutputAs(String.class);
    } finally {
      runs.forEach(run -> run.cancel(true));
    }
  }

  static String withAQueue(List<Agent> agents, String question) throws InterruptedException {
    BlockingQueue<Optional<RunResult>> ends = new LinkedBlockingQueue<>();
    var runs = start(agents, question);
    runs.forEach(run -> run.whenComplete((answer, e) -> ends.add(Optional.ofNullable(answer))));
    for (int i = 0; i < runs.size(); i++) {
      Optional<RunResult> end = ends.take();
      if (end.isPresent()) {
        runs.forEach(run -> run.cancel(true));
        return String.valueOf(end.get().finalOutput());
      }
    }
    throw new IllegalStateException("All agents failed.");
  }

  static String looksAgainAndAgain(List<Agent> agents, String question) throws Exception {
    var runs = start(agents, question);
    while (!runs.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
      for (var run : runs) {
        if (run.isDone() && !run.isCompletedExceptionally()) {
          String answer = (String) run.get().finalOutput();
          for (var other : runs) {
            other.cancel(true);
          }
          return answer;
        }
      }
      Thread.sleep(10);
    }
    return (String) runs.get(0).get().finalOutput(); // throws
  }

  static String withAnExecutor(List<Agent> agents, String question) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (Agent agent : agents) {
        calls.add(() -> (String) Runner.runSync(agent, question).finalOutput());
      }
      return threads.invokeAny(calls); // interrupts the others
    } finally {
      threads.shutdownNow();
    }
  }

  static String takesTurns(List<Agent> agents, String question) {
    return first(start(agents, question));
  }

  /** The first that is done, or the first of the others if that one failed. */
  private static String first(List<CompletableFuture<RunResult>> runs) {
    if (runs.isEmpty()) {
      throw new IllegalStateException("Nobody answered.");
    }
    var ended = CompletableFuture.anyOf(runs.toArray(CompletableFuture[]::new));
    try {
      ended.join();
    } catch (CompletionException e) {
      return first(runs.stream().filter(run -> !run.isCompletedExceptionally()).toList());
    }
    String answer = ((RunResult) ended.join()).finalOutput().toString();
    runs.forEach(run -> run.cancel(false));
    return answer;
  }

  static String withAMonitor(List<Agent> agents, String question) throws InterruptedException {
    var runs = start(agents, question);
    Object lock = new Object();
    for (var run : runs) {
      run.whenComplete(
          (answer, failure) -> {
            synchronized (lock) {
              lock.notifyAll();
            }
          });
    }
    try {
      synchronized (lock) {
        while (true) {
          for (var run : runs) {
            if (run.isDone() && !run.isCompletedExceptionally()) {
              return (String) run.join().finalOutput();
            }
          }
          if (runs.stream().allMatch(CompletableFuture::isDone)) {
            throw new IllegalStateException("no answer");
          }
          lock.wait();
        }
      }
    } finally {
      runs.forEach(run -> run.cancel(true));
    }
  }

  static List<CompletableFuture<RunResult>> start(List<Agent> agents, String question) {
    return agents.stream().map(agent -> Runner.run(agent, question)).toList();
  }
}
