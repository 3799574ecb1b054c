package runasyncstreaming.exercise.wrong;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Takes a delta for a word. */
public final class CountsDeltas {
  public static void read(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    int words = 0;
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();

          screen.accept(delta);
          progress.accept(++words);
          if (words >= enough) {
            break;
          }
        }
      }
    }
  }
}
