package runasync.exercise.wrong;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for the run that ends first, in whatever way. */
public final class FirstFailureWins {
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs =
        agents.stream().map(agent -> Runner.run(agent, question)).toList();
    try {
      Object first = CompletableFuture.anyOf(runs.toArray(new CompletableFuture<?>[0])).join();
      return (String) ((RunResult) first).finalOutput();
    } finally {
      runs.forEach(run -> run.cancel(true));
    }
  }
}
