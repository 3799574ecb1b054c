package runasyncstreaming;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** The stream breaks halfway: keeps the text so far, and asks again without streaming. */
public final class Interrupted {
  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain what a race condition is.";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
      System.out.println("\n=== Stream Complete ===");
    } catch (AgentsException e) {
      // The exception has the text that came before, so you can show it or save it.
      String partial = e.runData().partialText();
      System.out.println("\n=== Stream Broken After " + Words.in(partial) + " Words ===");
      System.out.println(e.getMessage());
      System.out.println("=== Asking Again, Without Streaming ===");
      System.out.println(Runner.runSync(agent, question).finalOutput());
    }
  }
}
