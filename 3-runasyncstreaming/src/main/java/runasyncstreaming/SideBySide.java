package runasyncstreaming;

import agents.Agent;
import agents.RunResult;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.concurrent.CompletableFuture;

/** Asks the same question blocking and streamed, and shows when you can begin to read. */
public final class SideBySide {
  public static void main(String[] args) throws InterruptedException {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();
    Runner.runSync(agent, "Say hello."); // not measured: the first call is always slower

    String question = "Explain recursion in programming in simple terms.";
    System.out.println("=== Blocking ===");
    TimedText blocking = new TimedText();
    CompletableFuture<RunResult> future = Runner.run(agent, question);
    while (!future.isDone()) {
      System.out.print("."); // all you see until the answer is complete
      System.out.flush();
      Thread.sleep(100);
    }
    System.out.println();
    blocking.print((String) future.join().finalOutput());
    blocking.end();

    System.out.println("=== Streamed ===");
    TimedText streamed = new TimedText();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          streamed.print(raw.data().asOutputTextDelta().delta());
        }
      }
    }
    streamed.end();
  }
}
