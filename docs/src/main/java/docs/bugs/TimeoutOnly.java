package docs.bugs;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits two seconds for a model that falls silent, then gives up. */
public final class TimeoutOnly {
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You explain things clearly.").build();
    CompletableFuture<RunResult> future = Runner.run(agent, "Explain what a deadlock is.");
    try {
      System.out.println(future.get(2, TimeUnit.SECONDS).finalOutput());
    } catch (TimeoutException e) {
      System.out.println("Too slow, so I gave up.");
    }
    System.out.println("Has the call to the model ended? " + future.isDone());
  }
}
