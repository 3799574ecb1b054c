package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** Prints the answer five words at a time. */
public final class Buffered {
  private static final int WORDS = 5;

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    StringBuilder buffer = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          append(raw.data().asOutputTextDelta().delta(), buffer);
        }
      }
    } finally {
      System.out.println(buffer); // the rest, even if the stream broke
    }
  }

  /** A word is complete when a space follows it. */
  private static void append(String delta, StringBuilder buffer) {
    for (char c : delta.toCharArray()) {
      if (Character.isWhitespace(c) && Words.in(buffer) == WORDS) {
        System.out.print(buffer);
        System.out.flush();
        buffer.setLength(0);
      }
      buffer.append(c);
    }
  }
}
