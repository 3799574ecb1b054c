package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the answer five words at a time: in fewer pieces than the model sends. */
public final class Buffered {
  /** Five words, and the space that shows that the fifth is complete. */
  private static final Pattern WORDS = Pattern.compile("(?:\\s*+\\S++){5}(?=\\s)");

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    StringBuilder buffer = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          buffer.append(raw.data().asOutputTextDelta().delta());
          printCompleteWords(buffer);
        }
      }
    } finally {
      System.out.println(buffer); // whatever is left, also if the stream broke
    }
  }

  private static void printCompleteWords(StringBuilder buffer) {
    for (Matcher words = WORDS.matcher(buffer); words.lookingAt(); words.reset()) {
      System.out.print(words.group());
      System.out.flush();
      buffer.delete(0, words.end());
    }
  }
}
