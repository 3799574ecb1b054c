package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Set;

/** Replaces some words by stars, even if a word comes in several deltas. */
public final class Masked {
  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    WordFilter filter = new WordFilter(Set.of("recursion", "function", "factorial"));
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(filter.add(raw.data().asOutputTextDelta().delta()));
          System.out.flush();
        }
      }
    } finally {
      System.out.println(filter.rest()); // the last word has no space after it
    }
  }
}
