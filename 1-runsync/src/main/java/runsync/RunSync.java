package runsync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;

/** Asks a question and waits for the whole answer. */
public final class RunSync {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "What is the capital of Pakistan?";
    RunResult result = Runner.runSync(agent, question);

    System.out.println(result.finalOutput());
  }
}
