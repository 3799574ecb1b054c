package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** Stops the model when there is enough text, so that you don't pay for the rest. */
public final class EarlyStop {
  private static final int ENOUGH = 25;

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    StringBuilder text = new StringBuilder();
    String end = "Stream Complete";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          if (Words.in(text + delta) > ENOUGH) {
            result.cancel(); // ends the call to the model, and with it this loop
            end = "Call Cancelled";
            continue;
          }
          text.append(delta);
          System.out.print(delta);
          System.out.flush();
        }
      }
    }
    System.out.println("\n=== " + end + " After " + Words.in(text) + " Words ===");
  }
}
