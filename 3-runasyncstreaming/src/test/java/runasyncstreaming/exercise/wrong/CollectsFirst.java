package runasyncstreaming.exercise.wrong;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Shows the answer when all of it is there. */
public final class CollectsFirst {
  public static void read(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();

          text.append(delta);
          if (words(text) >= enough) {
            break;
          }
        }
      }
    }
    screen.accept(text.toString());
    progress.accept(words(text));
  }

  private static int words(CharSequence text) {
    String stripped = text.toString().strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }
}
