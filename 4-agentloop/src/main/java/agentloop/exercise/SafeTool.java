package agentloop.exercise;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/**
 * Exercise: a tool that refuses nonsense, and an answer that is a record.
 *
 * <ul>
 *   <li>{@code fahrenheit} throws if it gets less than -273.15 degrees, and only then.
 *   <li>The exception's message tells the model which numbers are possible.
 *   <li>{@code summarize} sends the article to an agent and returns its {@code Summary}.
 *   <li>The agent has {@code fahrenheit} as a tool named {@code convert_temperature}.
 * </ul>
 *
 * <p>Pieces: {@code FunctionTool.of}, {@code outputType}, {@code finalOutputAs}.
 */
public final class SafeTool {
  /** The arguments of the tool. */
  public record Celsius(double celsius) {}

  /** The answer of the model. */
  public record Summary(String place, double fahrenheit) {}

  /** Converts degrees Celsius to degrees Fahrenheit. */
  public static double fahrenheit(double celsius) {
    // TODO: throw if the temperature is impossible.
    return celsius * 9 / 5 + 32;
  }

  /** Returns the place in an article and its temperature in Fahrenheit. */
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
