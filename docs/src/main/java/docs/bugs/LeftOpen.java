package docs.bugs;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** Reads the first words of an answer and then stops. */
public final class LeftOpen {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You explain things clearly.").build();
    String question = "Explain recursion in programming in simple terms.";
    RunResultStreaming result = Runner.runStreamed(agent, question);
    for (StreamEvent event : result.streamEvents()) {
      if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
        System.out.println("The first piece is enough: " + raw.data().asOutputTextDelta().delta());
        break;
      }
    }
    System.out.println("Has the run ended? " + result.isComplete());
  }
}
