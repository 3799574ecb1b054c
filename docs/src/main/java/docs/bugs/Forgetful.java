package docs.bugs;

import agents.Agent;
import agents.Runner;

/** A conversation of two questions. */
public final class Forgetful {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You are a helpful assistant.").build();
    System.out.println(Runner.runSync(agent, "What is the capital of Pakistan?").finalOutput());
    System.out.println(Runner.runSync(agent, "How many people live there?").finalOutput());
  }
}
