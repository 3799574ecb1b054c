package runasync.exercise.wrong;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Returns the first answer and lets the other runs go on. */
public final class LeavesTheLosers {
  public static String fastest(List<Agent> agents, String question) {
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    agents.forEach(agent -> Runner.run(agent, question).thenAccept(first::complete));
    return (String) first.join().finalOutput();
  }
}
