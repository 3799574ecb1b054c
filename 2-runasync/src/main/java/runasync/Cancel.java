package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Asks a question, and cancels it when the answer is no longer needed. */
public final class Cancel {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Tell me the whole history of Pakistan.";
    CompletableFuture<RunResult> future = Runner.run(agent, question);
    System.out.println("A long answer is being written; meanwhile, a short question:");

    String shorter = "What is the capital of Pakistan?";
    System.out.println("- " + Runner.runSync(agent, shorter).finalOutput());

    System.out.println("That is enough, never mind the history.");
    // This also ends the call to the model.
    System.out.println("future.cancel(true) -> " + future.cancel(true));
    try {
      System.out.println(future.join().finalOutput());
    } catch (CancellationException e) {
      System.out.println("future.join() throws " + e.getClass().getSimpleName());
    }
  }
}
