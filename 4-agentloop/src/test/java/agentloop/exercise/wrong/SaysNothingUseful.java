package agentloop.exercise.wrong;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** A refusal from which the model learns nothing. */
public final class SaysNothingUseful {
  record Celsius(double celsius) {}

  record Summary(String place, double fahrenheit) {}

  static double fahrenheit(double celsius) {
    if (celsius < -273.15) {
      throw new IllegalArgumentException("Invalid input");
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
    Agent agent = Agent.builder().name("Reporter").tool(tool).outputType(Summary.class).build();

    return Runner.runSync(agent, article, config).finalOutputAs(Summary.class);
  }
}
