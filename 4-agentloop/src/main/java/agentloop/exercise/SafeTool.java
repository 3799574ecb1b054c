package agentloop.exercise;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/**
 * Exercise: a tool that refuses nonsense, and an answer that is a record.
 *
 * <ul>
 *   <li>{@code fahrenheit} refuses whatever is below absolute zero, -273.15 degrees, and nothing else.
 *   <li>It throws, and its message tells the model which numbers are possible.
 *   <li>{@code summarize} sends the article to an agent and returns its {@code Summary}.
 *   <li>The agent has {@code fahrenheit} as a tool named {@code convert_temperature}.
 * </ul>
 *
 * <p>Pieces: {@code FunctionTool.of}, {@code outputType}, {@code finalOutputAs}.
 */
public final class SafeTool {
  /** What the model must say to use the tool. */
  public record Celsius(double celsius) {}

  /** What the program gets. */
  public record Summary(String place, double fahrenheit) {}

  /** Returns degrees Celsius in degrees Fahrenheit. */
  public static double fahrenheit(double celsius) {
    // TODO: refuse what cannot be.
    return celsius * 9 / 5 + 32;
  }

  /** Returns where it was how warm, for readers who think in Fahrenheit. */
  public static Summary summarize(String article, RunConfig config) {
    // TODO: build the agent, run it with the article and the config, return its Summary.
    return new Summary("nowhere", fahrenheit(0));
  }

  public static void main(String[] args) {
    String article =
        """
        Summarize the weather: Lahore had its warmest day of the year. At noon the
        thermometers showed 41 degrees Celsius, and people stayed at home.""";

    System.out.println(summarize(article, RunConfig.builder().build()));
  }
}
