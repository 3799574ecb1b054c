package agentloop.solution;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A solution: show a summary point by point, and keep them if the stream breaks. */
public final class StreamedSummary {
  /** The complete points, and what broke the stream: empty if these are all points. */
  public record Summary(List<String> points, String problem) {}

  /** Asks the agent to summarize the article, and shows each point as it comes. */
  public static Summary summarize(Agent agent, String article, Consumer<String> screen) {
    List<String> points = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          line.append(raw.data().asOutputTextDelta().delta());
          while (line.indexOf("\n") >= 0) { // one delta can end several points
            String point = line.substring(0, line.indexOf("\n"));
            line.delete(0, point.length() + 1);
            points.add(point);
            screen.accept(point);
          }
        }
      }
    } catch (AgentsException e) {
      return new Summary(points, e.getMessage()); // what is in line is half a point
    }
    if (!line.isEmpty()) { // the last point ends with the answer
      points.add(line.toString());
      screen.accept(line.toString());
    }
    return new Summary(points, "");
  }

  public static void main(String[] args) {
    String instructions = "Summarize the article. Write each point on a line of its own.";
    Agent agent = Agent.builder().name("Editor").instructions(instructions).build();
    String article =
        """
        News from Lahore: After two dry months it rained all night. Trains were late in
        the morning, and ran as planned at noon. More rain is expected on Friday.""";

    Summary summary = summarize(agent, article, text -> System.out.println("- " + text));
    if (summary.problem().isEmpty()) {
      System.out.println("Complete: " + summary.points().size() + " points.");
    } else {
      System.out.println("Not complete. " + summary.problem());
    }
  }
}
