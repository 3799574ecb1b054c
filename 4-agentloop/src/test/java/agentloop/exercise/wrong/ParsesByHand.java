package agentloop.exercise.wrong;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** Hopes that the answer looks as it did yesterday. */
public final class ParsesByHand {
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
    Agent agent = Agent.builder().name("Reporter").tool(tool).build();

    String json = (String) Runner.runSync(agent, article, config).finalOutput();
    String place = json.replaceAll(".*\"place\":\"(.*?)\".*", "$1");
    String degrees = json.replaceAll(".*\"fahrenheit\":([-\\d.]+).*", "$1");
    return new Summary(place, Double.parseDouble(degrees));
  }
}
