package agentloop.exercise;

import agentloop.exercise.SafeToolCheck.Solution;
import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** The usual solution, in parts. Other solutions, right and wrong, do one part in another way. */
class Usual implements Solution {
  record Celsius(double celsius) {}

  record Summary(String place, double fahrenheit) {}

  @Override
  public double fahrenheit(double celsius) throws Exception {
    if (celsius < -273.15) {
      throw new IllegalArgumentException(message(celsius));
    }
    return celsius * 9 / 5 + 32;
  }

  String message(double celsius) {
    return "Use degrees Celsius of at least -273.15.";
  }

  FunctionTool tool() {
    return FunctionTool.of(
        "convert_temperature",
        "Degrees Celsius in degrees Fahrenheit.",
        Celsius.class,
        (context, asked) -> fahrenheit(asked.celsius()));
  }

  Agent.Builder agent() {
    return Agent.builder()
        .name("Reporter")
        .instructions("Summarize the article. Use your tool to convert.")
        .tool(tool())
        .outputType(Summary.class);
  }

  @Override
  public Object summarize(String article, RunConfig config) throws Exception {
    return Runner.runSync(agent().build(), article, config).finalOutputAs(Summary.class);
  }
}
