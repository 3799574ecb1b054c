package docs.bugs;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;

/** Starts a streamed run and takes its answer. */
public final class ReadTooEarly {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You are a helpful assistant.").build();
    try (RunResultStreaming result =
        Runner.runStreamed(agent, "What is the capital of Pakistan?")) {
      System.out.println("The answer: " + result.finalOutput());
    }
  }
}
