package agentloop.exercise.wrong;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** Lets the model's mistake end the whole run. */
public final class EndsTheRun {
  record Celsius(double celsius) {}

  record Summary(String place, double fahrenheit) {}

  static double fahrenheit(double celsius) {
    if (celsius < -273.15) {
      throw new IllegalArgumentException("Not below -273.15.");
    }
    return celsius * 9 / 5 + 32;
  }

  public static Object summarize(String article, RunConfig config) {
    FunctionTool tool =
        FunctionTool.of(
            "convert_temperature",
            "Degrees Celsius in degrees Fahrenheit.",
            Celsius.class,
            (context, asked) -> fahrenheit(asked.celsius()));
    Agent agent =
        Agent.builder()
            .name("Reporter")
            .tool(tool.failureErrorFunction(null))
            .outputType(Summary.class)
            .build();

    return Runner.runSync(agent, article, config).finalOutputAs(Summary.class);
  }
}
