package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.concurrent.CompletableFuture;

/** Asks a question and does something else until the answer is there. */
public final class RunAsync {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "What is the capital of Pakistan?";
    CompletableFuture<RunResult> future = Runner.run(agent, question);

    System.out.println("The question is sent. Meanwhile, this thread sets the table:");
    for (String thing : new String[] {"plate", "knife", "fork", "glass"}) {
      System.out.println("- " + thing);
    }
    System.out.println("Now it waits for the answer.");

    System.out.println(future.join().finalOutput());
  }
}
