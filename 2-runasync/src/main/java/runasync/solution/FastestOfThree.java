package runasync.solution;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A solution: the first answer wins. */
public final class FastestOfThree {

  /** Asks all agents the same question and returns the first answer. */
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs = new ArrayList<>();
    for (Agent agent : agents) {
      runs.add(Runner.run(agent, question));
    }
    try {
      return firstAnswer(runs);
    } finally {
      for (CompletableFuture<RunResult> run : runs) {
        run.cancel(true); // does nothing to a run that has ended
      }
    }
  }

  private static String firstAnswer(List<CompletableFuture<RunResult>> runs) {
    List<CompletableFuture<RunResult>> left = new ArrayList<>(runs);
    while (true) {
      try {
        CompletableFuture<?>[] open = left.toArray(new CompletableFuture<?>[0]);
        Object first = CompletableFuture.anyOf(open).join();
        return (String) ((RunResult) first).finalOutput();
      } catch (CompletionException e) {
        // The first run to end has failed. Wait for the others, if there are any.
        left.removeIf(CompletableFuture::isCompletedExceptionally);
        if (left.isEmpty()) {
          throw e;
        }
      }
    }
  }

  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    List<Agent> agents = new ArrayList<>();
    for (String name : List.of("Ada", "Ben", "Cleo")) {
      agents.add(Agent.builder().name(name).instructions(instructions).build());
    }

    System.out.println(fastest(agents, "What is the capital of Pakistan?"));
  }
}
