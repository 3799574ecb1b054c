package runasyncstreaming.exercise;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Exercise: show progress, and stop when it is enough.
 *
 * <ul>
 *   <li>Stream the answer, and pass each delta to {@code screen} at once.
 *   <li>After each delta, pass the number of words so far to {@code progressInWords}.
 *   <li>A delta is not a word: it may be half of one, or three.
 *   <li>As soon as there are {@code enough} words, stop. The model has to stop, too.
 *   <li>Read an answer with fewer words to its end.
 *   <li>If the screen or the stream throws an exception, end the run and throw the same.
 * </ul>
 *
 * <p>Pieces: the loop of {@code RunAsyncStreaming}, {@code words}, {@code break}.
 */
public final class ProgressAndStop {

  /** Reads an answer until it has enough words. */
  public static void read(
      Agent agent,
      String question,
      int enough,
      Consumer<String> screen,
      IntConsumer progressInWords) {
    RunResultStreaming result = Runner.runStreamed(agent, question);
    for (StreamEvent event : result.streamEvents()) {
      if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
        String delta = raw.data().asOutputTextDelta().delta();
        // TODO: show the delta, report the progress, stop in time, always end the run.
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
