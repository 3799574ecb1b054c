package runconfig;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunResult;
import agents.Runner;
import java.util.Map;

/** Prints the timeline of a run, and then switches it off for another run. */
public final class Tracing {
  record Place(String city) {}

  record Difference(double a, double b) {}

  private static final Map<String, Integer> DEGREES = Map.of("Lahore", 31, "Oslo", 9);

  public static void main(String[] args) {
    FunctionTool temperature =
        FunctionTool.of(
            "get_temperature",
            "The temperature in a city now, in degrees Celsius.",
            Place.class,
            (context, place) -> DEGREES.get(place.city()));
    FunctionTool subtract =
        FunctionTool.of(
            "subtract",
            "The difference of two numbers, a - b.",
            Difference.class,
            (context, numbers) -> (int) (numbers.a() - numbers.b()));
    Agent agent =
        Agent.builder()
            .name("Assistant")
            .instructions("You are a helpful assistant. Use the tools you have.")
            .tool(temperature)
            .tool(subtract)
            .build();

    var config = RunConfig.builder().model(Gemini.model()).workflowName("weather");
    ask(agent, config.traceMetadata(Map.of("env", "development")).build());
    config = RunConfig.builder().model(Gemini.model()).workflowName("weather");
    ask(agent, config.tracingDisabled(true).build());
  }

  private static void ask(Agent agent, RunConfig config) {
    String question = "Is it warmer in Lahore or in Oslo?";
    RunResult result = Runner.runSync(agent, question, config);
    System.out.println(result.finalOutput());
    System.out.println(result.trace());
    System.out.println("Spans: " + result.trace().spans().size() + "\n");
  }
}
