package runasyncstreaming.exercise;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.Iterator;
import java.util.Optional;
import java.util.Scanner;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Right solutions, each in another style. */
final class Right {
  private Right() {}

  static void closesInAFinally(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    RunResultStreaming result = Runner.runStreamed(agent, question);
    String text = "";
    try {
      for (StreamEvent event : result.streamEvents()) {
        String delta = delta(event).orElse(null);
        if (delta == null) {
          continue;
        }
        screen.accept(delta);
        text += delta;
        int words = new StringTokenizer(text).countTokens();
        progress.accept(words);
        if (words >= enough) {
          return;
        }
      }
    } finally {
      result.close();
    }
  }

  static void withAnIterator(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    try (var result = Runner.runStreamed(agent, question)) {
      Iterator<StreamEvent> events = result.streamEvents().iterator();
      int words = 0;
      while (words < enough && events.hasNext()) {
        Optional<String> delta = delta(events.next());
        if (delta.isPresent()) {
          screen.accept(delta.get());
          words = ProgressAndStop.words(text.append(delta.get()));
          progress.accept(words);
        }
      }
    }
  }

  static void withAStream(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuffer text = new StringBuffer();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      java.util.stream.StreamSupport.stream(result.streamEvents().spliterator(), false)
          .flatMap(event -> delta(event).stream())
          .peek(screen)
          .peek(delta -> progress.accept(ProgressAndStop.words(text.append(delta))))
          .anyMatch(delta -> ProgressAndStop.words(text) >= enough);
    }
  }

  /** Counts as it goes: a word begins where a letter follows a space. */
  static void countsTheBeginnings(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    int words = 0;
    boolean inside = false;
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          screen.accept(delta);
          for (char c : delta.toCharArray()) {
            boolean letter = !Character.isWhitespace(c);
            if (letter && !inside) {
              words++;
            }
            inside = letter;
          }
          progress.accept(words);
          if (words >= enough) break;
        }
      }
    }
  }

  /** Cancelling ends the run as well. */
  static void cancels(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    RunResultStreaming result = Runner.runStreamed(agent, question);
    StringBuilder text = new StringBuilder();
    boolean done = false;
    try {
      for (StreamEvent event : result.streamEvents()) {
        Optional<String> delta = delta(event);
        if (delta.isEmpty() || done) continue;
        screen.accept(delta.get());
        text.append(delta.get());
        int words = new Scanner(text.toString()).tokens().toArray().length;
        progress.accept(words);
        if (words >= enough) {
          done = true;
          result.cancel();
        }
      }
    } catch (RuntimeException e) {
      result.cancel();
      if (!done) {
        throw e;
      }
    }
  }

  /** A method for each job. */
  static void inSmallSteps(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    new Reader(enough, screen, progress).read(agent, question);
  }

  private static final class Reader {
    private final int enough;
    private final Consumer<String> screen;
    private final IntConsumer progress;
    private final StringBuilder text = new StringBuilder();

    Reader(int enough, Consumer<String> screen, IntConsumer progress) {
      this.enough = enough;
      this.screen = screen;
      this.progress = progress;
    }

    void read(Agent agent, String question) {
      try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
        for (StreamEvent event : result.streamEvents()) {
          delta(event).ifPresent(this::show);
          if (words() >= enough) {
            break;
          }
        }
      }
    }

    private void show(String delta) {
      screen.accept(delta);
      text.append(delta);
      progress.accept(words());
    }

    private int words() {
      return ProgressAndStop.words(text);
    }
  }

  static Optional<String> delta(StreamEvent event) {
    if (!(event instanceof RawResponseEvent raw)) {
      return Optional.empty();
    }
    ResponseStreamEvent data = raw.data();
    return data.outputTextDelta().map(delta -> delta.delta());
  }
}
