package runasync.exercise;

import agents.Agent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Exercise: whoever answers first.
 *
 * <ul>
 *   <li>Ask all agents the same question at the same time.
 *   <li>Return the first answer, without waiting for the others.
 *   <li>Before you return, cancel the others: nobody pays for what nobody reads.
 *   <li>An agent that fails has not answered. Only if all fail, fail too.
 * </ul>
 *
 * <p>Pieces: {@code Runner.run}, {@code thenAccept}, {@code allOf}, {@code finally}.
 */
public final class FastestOfThree {

  /** Asks all agents; answers the text of the one that was first. */
  public static String fastest(List<Agent> agents, String question) {
    // TODO: start a run for each agent, wait for the first answer, cancel the other runs.
    return "";
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
