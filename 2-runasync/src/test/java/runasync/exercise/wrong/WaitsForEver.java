package runasync.exercise.wrong;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Right, as long as one agent answers. */
public final class WaitsForEver {
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs =
        agents.stream().map(agent -> Runner.run(agent, question)).toList();
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    runs.forEach(run -> run.thenAccept(first::complete));
    try {
      return (String) first.join().finalOutput();
    } finally {
      runs.forEach(run -> run.cancel(true));
    }
  }
}
