package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.concurrent.CompletableFuture;

/** Asks a question and does something else until the answer is there. */
public final class RunAsync {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You are a helpful assistant.").build();

    CompletableFuture<RunResult> future = Runner.run(agent, "What is the capital of Pakistan?");

    System.out.println("The question is asked; meanwhile this thread lays the table.");
    for (String thing : new String[] {"plate", "knife", "fork", "glass"}) {
      System.out.println("- " + thing);
    }
    System.out.println("Now it waits for the answer.");

    System.out.println(future.join().finalOutput());
  }
}
