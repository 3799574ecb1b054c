package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Types the answer character by character, at a steady speed. */
public final class TypingEffect {
  private static final int END = -1;
  private static final int SLOWEST_MILLIS = 20;
  private static final int LAG_MILLIS = 500;

  public static void main(String[] args) throws InterruptedException {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    BlockingQueue<Integer> codePoints = new LinkedBlockingQueue<>();
    var reading = CompletableFuture.runAsync(() -> read(agent, question, codePoints));
    int next = codePoints.take();
    while (next != END) {
      System.out.print(Character.toString(next)); // an emoji needs two chars
      System.out.flush();
      // The more text is waiting, the faster it types: about half a second behind.
      Thread.sleep(Math.min(SLOWEST_MILLIS, LAG_MILLIS / (codePoints.size() + 1)));
      next = codePoints.take();
    }
    System.out.println();
    reading.join(); // throws if the stream broke
  }

  private static void read(Agent agent, String question, Queue<Integer> codePoints) {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          raw.data().asOutputTextDelta().delta().codePoints().forEach(codePoints::add);
        }
      }
    } finally {
      codePoints.add(END);
    }
  }
}
