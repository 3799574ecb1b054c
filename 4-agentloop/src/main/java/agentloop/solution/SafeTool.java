package agentloop.solution;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** A solution: a tool that refuses nonsense, and an answer that is a record. */
public final class SafeTool {
  /** The arguments of the tool. */
  public record Celsius(double celsius) {}

  /** The answer of the model. */
  public record Summary(String place, double fahrenheit) {}

  /** Converts degrees Celsius to degrees Fahrenheit. */
  public static double fahrenheit(double celsius) {
    if (celsius < -273.15) {
      throw new IllegalArgumentException(
          celsius + " is below absolute zero. Use degrees Celsius of at least -273.15.");
    }
    return celsius * 9 / 5 + 32;
  }

  /** Returns the place in an article and its temperature in Fahrenheit. */
  public static Summary summarize(String article, RunConfig config) {
    Agent agent =
        Agent.builder()
            .name("Weather reporter")
            .instructions("Summarize the article. Use your tool to convert.")
            .tool(
                FunctionTool.of(
                    "convert_temperature",
                    "Degrees Celsius in degrees Fahrenheit.",
                    Celsius.class,
                    (context, asked) -> fahrenheit(asked.celsius())))
            .outputType(Summary.class)
            .build();

    return Runner.runSync(agent, article, config).finalOutputAs(Summary.class);
  }

  public static void main(String[] args) {
    String article =
        """
        Summarize the weather: Lahore had its warmest day of the year. At noon the
        thermometers showed 41 degrees Celsius, and people stayed at home.""";

    System.out.println(summarize(article, RunConfig.builder().build()));
  }
}
