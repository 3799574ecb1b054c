package runasyncstreaming.exercise.wrong;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Shows no more than is wanted, but reads on. */
public final class ReadsToTheEnd {
  public static void read(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();

          if (words(text) < enough) {
            screen.accept(delta);
            progress.accept(words(text.append(delta)));
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
