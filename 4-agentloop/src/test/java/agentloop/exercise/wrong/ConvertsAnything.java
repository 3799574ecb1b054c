package agentloop.exercise.wrong;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** A tool that converts what cannot be. */
public final class ConvertsAnything {
  record Celsius(double celsius) {}

  record Summary(String place, double fahrenheit) {}

  static double fahrenheit(double celsius) {

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
