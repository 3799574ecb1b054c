package runasyncstreaming.exercise.wrong;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Adds up the words of each delta, so that half a word is one. */
public final class CountsEachDelta {
  public static void read(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    int words = 0;
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();

          screen.accept(delta);
          words += words(delta);
          progress.accept(words);
          if (words >= enough) {
            break;
          }
        }
      }
    }
  }

  private static int words(CharSequence text) {
    String stripped = text.toString().strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }
}
