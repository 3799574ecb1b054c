package agentloop.exercise;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Exercise: show a summary point by point, and keep the points if the stream breaks.
 *
 * <ul>
 *   <li>The agent writes each point on a line of its own. After the last one there may be
 *       no line break.
 *   <li>A point goes to {@code screen} as soon as its line has ended, without the line
 *       break.
 *   <li>If the stream breaks, {@code summarize} throws nothing. It returns the points
 *       that were complete, and the message of the exception. Nobody sees half a point.
 *   <li>If the screen fails, the caller gets that exception, and the run has ended.
 * </ul>
 *
 * <p>Pieces: {@code Runner.runStreamed}, {@code AgentsException}, {@code indexOf("\n")}.
 */
public final class StreamedSummary {
  /** The complete points, and what broke the stream: empty if these are all points. */
  public record Summary(List<String> points, String problem) {}

  /** Asks the agent to summarize the article, and shows each point as it comes. */
  public static Summary summarize(Agent agent, String article, Consumer<String> screen) {
    // TODO: run the agent, show each point when it is complete, return the Summary.
    return new Summary(List.of(), "");
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
