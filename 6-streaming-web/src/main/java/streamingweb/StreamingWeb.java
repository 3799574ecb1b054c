package streamingweb;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import java.util.Map;
import java.util.TreeMap;

/** A web page where visitors ask, and see each answer while it is written. */
public final class StreamingWeb {
  /** The arguments that the model writes, as a JSON object. */
  record WeatherArgs(String city) {}

  // A fixed table, so that the lesson needs no weather service and always says the same.
  private static final Map<String, Integer> CELSIUS =
      new TreeMap<>(Map.of("Islamabad", 27, "Karachi", 33, "Lahore", 31, "Oslo", 9));

  public static void main(String[] args) throws InterruptedException {
    FunctionTool weather =
        FunctionTool.of(
            "get_weather",
            "The temperature in a city now, in degrees Celsius.",
            WeatherArgs.class,
            (context, asked) -> temperature(asked.city()));
    Agent agent =
        Agent.builder()
            .name("Assistant")
            .instructions("You explain things clearly.")
            .tool(weather)
            .build();

    WhichModel model = WhichModel.of(args);
    RunConfig config = RunConfig.builder().model(model.model()).maxTurns(10).build();
    Settings settings = Settings.fromEnvironment();

    try (ChatServer server = ChatServer.start(agent, config, model, settings)) {
      WarmUp.run(server.address(), model.model());
      System.out.println("The chat is at " + server.address() + "  (Ctrl-C stops it)");
      server.waitUntilStopped();
    }
  }

  private static int temperature(String city) {
    if (!CELSIUS.containsKey(city)) {
      throw new IllegalArgumentException("The known cities are " + CELSIUS.keySet());
    }
    return CELSIUS.get(city);
  }
}
