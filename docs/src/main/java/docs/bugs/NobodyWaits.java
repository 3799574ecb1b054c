package docs.bugs;

import agents.Agent;
import agents.Runner;

/** Prints the answer as soon as it is there. */
public final class NobodyWaits {
  public static void main(String[] args) {
    Agent agent = Agent.builder().name("Assistant").build();
    Runner.run(agent, "What is the capital of Pakistan?")
        .thenAccept(result -> System.out.println(result.finalOutput()));
    System.out.println("Asked. The answer comes below.");
  }
}
