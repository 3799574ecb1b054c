package agentloop.exercise;

import agentloop.exercise.StreamedSummary.Summary;
import agentloop.exercise.StreamedSummaryCheck.Method;
import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The usual solution, in parts. The wrong ones do one part in another way. */
class UsualSummary implements Method {
  List<String> points;
  StringBuilder line;
  Consumer<String> screen;

  @Override
  public Summary summarize(Agent agent, String article, Consumer<String> screen) throws Exception {
    begin(screen);
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      read(result);
    } catch (AgentsException e) {
      return broken(e);
    }
    return whole();
  }

  void begin(Consumer<String> screen) {
    this.screen = screen;
    points = new ArrayList<>();
    line = new StringBuilder();
  }

  void read(RunResultStreaming result) {
    for (StreamEvent event : result.streamEvents()) {
      RightSummaries.delta(event).ifPresent(this::add);
    }
  }

  void add(String delta) {
    line.append(delta);
    while (line.indexOf("\n") >= 0) {
      String point = line.substring(0, line.indexOf("\n"));
      line.delete(0, point.length() + 1);
      show(point);
    }
  }

  void show(String point) {
    points.add(point);
    screen.accept(point);
  }

  Summary broken(AgentsException e) {
    return new Summary(points, e.getMessage());
  }

  Summary whole() {
    if (!line.isEmpty()) {
      show(line.toString());
    }
    return new Summary(points, "");
  }
}
