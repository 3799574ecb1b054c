package runasyncstreaming.solution;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A solution: show progress, and stop when it is enough. */
public final class ProgressAndStop {

  /** Reads an answer until it has enough words. */
  public static void read(
      Agent agent,
      String question,
      int enough,
      Consumer<String> screen,
      IntConsumer progressInWords) {
    StringBuilder text = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          screen.accept(delta);
          progressInWords.accept(words(text.append(delta)));
          if (words(text) >= enough) {
            break; // leaves the try, which closes the run and stops the model
          }
        }
      }
    }
  }

  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();
    String question = "Explain recursion in programming in simple terms.";
    int[] last = {0};

    read(agent, question, 25, System.out::print, words -> last[0] = words);
    System.out.println("\n[stopped after " + last[0] + " words]");
  }

  /** Returns how many words a text has. */
  static int words(CharSequence text) {
    String stripped = text.toString().strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }
}
