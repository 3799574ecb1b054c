package runsync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;

/** Asks a question and waits for the whole answer. */
public final class RunSync {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You are a helpful assistant.").build();

    RunResult result = Runner.runSync(agent, "What is the capital of Pakistan?");

    System.out.println(result.finalOutput());
  }
}
