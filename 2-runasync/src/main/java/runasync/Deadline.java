package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sets a time limit for each answer. When it is over, the run ends. */
public final class Deadline {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    ask(agent, "What is the capital of Pakistan?", 30_000);
    ask(agent, "Tell me the history of Pakistan.", 300);
    ask(agent, "What is the capital of Peru?", 30_000);
  }

  private static void ask(Agent agent, String question, int millis) {
    System.out.println(question);
    long start = System.nanoTime();
    CompletableFuture<RunResult> future = Runner.run(agent, question);
    // When the time is up, this ends the run and the call to the model, too.
    future.orTimeout(millis, TimeUnit.MILLISECONDS);
    try {
      System.out.println("- " + future.join().finalOutput());
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      long waited = (System.nanoTime() - start) / 1_000_000;
      System.out.println("- No answer in time: given up after " + waited + " ms.");
    }
  }
}
