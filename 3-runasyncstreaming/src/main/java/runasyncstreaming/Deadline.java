package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Stops the answer after five seconds, and keeps the text so far. */
public final class Deadline {
  private static final int MILLIS = 5000;

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    Runner.runSync(agent, "Say hello."); // not measured: a first call is slower
    String question = "Explain what a deadlock is.";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      // From another thread: this one may be waiting for a delta that never comes.
      Executor later = CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS);
      later.execute(result::cancel);
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
      boolean complete = result.finalOutput() != null;
      String text = complete ? (String) result.finalOutput() : result.partialText();
      String end = complete ? "Complete in Time" : "Cut Off at " + MILLIS + " ms";
      System.out.println("\n=== " + end + ": " + Words.in(text) + " Words ===");
    }
  }
}
