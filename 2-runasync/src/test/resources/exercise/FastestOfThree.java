package runasync.exercise;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Exercise: the first answer wins.
 *
 * <ul>
 *   <li>Ask all agents the same question at the same time.
 *   <li>Return the first answer, without waiting for the others.
 *   <li>If an agent fails, wait for the others. If all of them fail, throw an exception.
 *   <li>Before you return, cancel the other runs, so that you don't pay for them.
 * </ul>
 *
 * <p>Pieces: {@code Runner.run}, {@code anyOf}, {@code cancel},
 * {@code isCompletedExceptionally}.
 */
public final class FastestOfThree {

  /** Asks all agents the same question and returns the first answer. */
  public static String fastest(List<Agent> agents, String question) {
    List<CompletableFuture<RunResult>> runs = new ArrayList<>();
    // TODO: start a run for each agent, wait for the first answer, cancel the other runs.
    return "";
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
