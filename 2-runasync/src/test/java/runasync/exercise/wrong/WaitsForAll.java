package runasync.exercise.wrong;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks all at once, but takes as long as the slowest. */
public final class WaitsForAll {
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs =
        agents.stream().map(agent -> Runner.run(agent, question)).toList();
    List<RunResult> results = runs.stream().map(CompletableFuture::join).toList();
    return (String) results.get(0).finalOutput();
  }
}
