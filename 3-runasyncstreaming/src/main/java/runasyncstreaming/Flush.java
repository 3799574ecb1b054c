package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.io.PrintWriter;

/** Prints an answer through a writer with a buffer: without flush(), and with it. */
public final class Flush {
  public static void main(String[] args) {
    System.out.println("=== Without flush() ===");
    answer(false);
    System.out.println("=== With flush() ===");
    answer(true);
  }

  private static void answer(boolean flush) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in one sentence.";
    PrintWriter writer = new PrintWriter(System.out); // collects up to 8192 characters
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          writer.print(raw.data().asOutputTextDelta().delta());
          if (flush) {
            writer.flush(); // sends what it has collected
          }
          System.out.print("|"); // a mark for each delta that the loop has read
        }
      }
    }
    writer.println();
    writer.flush();
  }
}
