package agentloop.exercise;

import agentloop.exercise.StreamedSummary.Summary;
import agents.Agent;
import agents.AgentsException;
import agents.ModelCallError;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Right solutions of StreamedSummary, each in another style. */
final class RightSummaries {
  private RightSummaries() {}

  static Summary coursesOwn(Agent agent, String article, Consumer<String> screen) {
    var summary = agentloop.solution.StreamedSummary.summarize(agent, article, screen);
    return new Summary(summary.points(), summary.problem());
  }

  /** Looks at each character, and closes the run itself. */
  static Summary readsCharacters(Agent agent, String article, Consumer<String> screen) {
    ArrayList<String> points = new ArrayList<>();
    String line = "";
    RunResultStreaming result = Runner.runStreamed(agent, article);
    try {
      for (StreamEvent event : result.streamEvents()) {
        for (char c : delta(event).orElse("").toCharArray()) {
          if (c == '\n') {
            points.add(line);
            screen.accept(line);
            line = "";
          } else {
            line += c;
          }
        }
      }
      if (!line.isEmpty()) {
        points.add(line);
        screen.accept(line);
      }
      return new Summary(points, null);
    } catch (ModelCallError e) {
      return new Summary(points, "incomplete");
    } finally {
      result.close();
    }
  }

  /** Keeps the whole text, and remembers how far it has been shown. */
  static Summary remembersThePlace(Agent agent, String article, Consumer<String> screen) {
    StringBuilder text = new StringBuilder();
    List<String> points = new ArrayList<>();
    int begin = 0;
    String problem = "";
    try (var result = Runner.runStreamed(agent, "Summarize this article:\n\n" + article)) {
      Iterator<StreamEvent> events = result.streamEvents().iterator();
      while (events.hasNext()) {
        text.append(delta(events.next()).orElse(""));
        int end;
        while ((end = text.indexOf("\n", begin)) != -1) {
          points.add(text.substring(begin, end).strip());
          screen.accept(points.get(points.size() - 1));
          begin = end + 1;
        }
      }
      if (begin < text.length()) {
        points.add(text.substring(begin));
        screen.accept(text.substring(begin));
      }
    } catch (AgentsException broken) {
      problem = "Broken: " + broken;
    }
    return new Summary(List.copyOf(points), problem);
  }

  /** Splits the whole text again after each delta. */
  static Summary splitsAgain(Agent agent, String article, Consumer<String> screen) {
    String text = "";
    List<String> shown = new ArrayList<>();
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      for (StreamEvent event : result.streamEvents()) {
        text += delta(event).orElse("");
        List<String> lines = text.lines().toList();
        int complete = text.endsWith("\n") ? lines.size() : lines.size() - 1;
        for (int i = shown.size(); i < complete; i++) {
          shown.add(lines.get(i));
          screen.accept(lines.get(i));
        }
      }
    } catch (AgentsException e) {
      return new Summary(shown, e.getClass().getSimpleName());
    }
    text.lines()
        .skip(shown.size())
        .toList()
        .forEach(
            rest -> {
              shown.add(rest);
              screen.accept(rest);
            });
    return new Summary(shown, "");
  }

  /** Takes the points from the exception, and from the result. */
  static Summary asksTheResult(Agent agent, String article, Consumer<String> screen) {
    StringBuilder line = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      for (StreamEvent event : result.streamEvents()) {
        delta(event).ifPresent(line::append);
        String[] parts = line.toString().split("\n", -1);
        for (int i = 0; i < parts.length - 1; i++) screen.accept(parts[i]);
        line = new StringBuilder(parts[parts.length - 1]);
      }
      if (line.length() > 0) screen.accept(line.toString());
      return new Summary(List.of(result.finalOutput().toString().split("\n")), "");
    } catch (AgentsException e) {
      String partial = e.runData().partialText();
      String complete = partial.substring(0, partial.lastIndexOf('\n') + 1);
      return new Summary(complete.lines().toList(), e.getMessage());
    }
  }

  /** Catches everything, and throws on what is not the stream's fault. */
  static Summary looksAtTheException(Agent agent, String article, Consumer<String> screen) {
    Lines lines = new Lines(screen);
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      result.streamEvents().forEach(event -> delta(event).ifPresent(lines::add));
      lines.end();
    } catch (RuntimeException e) {
      if (e instanceof AgentsException) {
        return new Summary(lines.points, e.getMessage());
      }
      throw e;
    }
    return new Summary(lines.points, "");
  }

  /** A class of its own for the lines. */
  private static final class Lines {
    final List<String> points = new ArrayList<>();
    private final StringBuffer rest = new StringBuffer();
    private final Consumer<String> screen;

    Lines(Consumer<String> screen) {
      this.screen = screen;
    }

    void add(String delta) {
      for (String piece : delta.split("(?<=\n)")) {
        rest.append(piece);
        if (piece.endsWith("\n")) {
          end();
        }
      }
    }

    void end() {
      String point = rest.toString().trim();
      rest.setLength(0);
      if (!point.isBlank()) {
        points.add(point);
        screen.accept(point);
      }
    }
  }

  static Optional<String> delta(StreamEvent event) {
    return event instanceof RawResponseEvent raw
        ? raw.data().outputTextDelta().map(delta -> delta.delta())
        : Optional.empty();
  }
}
