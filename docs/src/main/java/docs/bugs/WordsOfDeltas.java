package docs.bugs;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** Counts the words of an answer while it is written. */
public final class WordsOfDeltas {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder().name("Assistant").instructions("You explain things clearly.").build();
    int words = 0;
    try (RunResultStreaming result =
        Runner.runStreamed(agent, "Explain recursion in one sentence.")) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          words += raw.data().asOutputTextDelta().delta().strip().split("\\s+").length;
        }
      }
      System.out.println("Counted: " + words + " words.");
      String answer = (String) result.finalOutput();
      System.out.println("The answer has " + answer.split("\\s+").length + " words.");
    }
  }
}
