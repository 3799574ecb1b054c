package runasync.solution;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A solution: whoever answers first. */
public final class FastestOfThree {

  /** Asks all agents; answers the text of the one that was first. */
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs =
        agents.stream().map(agent -> Runner.run(agent, question)).toList();

    // Only the first complete(…) counts. anyOf(…) would take a failure for an answer.
    CompletableFuture<RunResult> first = new CompletableFuture<>();
    CompletableFuture<?>[] all =
        runs.stream()
            .map(run -> run.thenAccept(first::complete))
            .toArray(CompletableFuture<?>[]::new);
    // When all have ended and none has answered, there is a failure to tell.
    CompletableFuture.allOf(all)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                first.completeExceptionally(failure);
              }
            });
    try {
      return (String) first.join().finalOutput();
    } finally {
      runs.forEach(run -> run.cancel(true)); // does nothing to those that have ended
    }
  }

  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    List<Agent> agents =
        Stream.of("Ada", "Ben", "Cleo")
            .map(name -> Agent.builder().name(name).instructions(instructions).build())
            .toList();

    System.out.println(fastest(agents, "What is the capital of Pakistan?"));
  }
}
