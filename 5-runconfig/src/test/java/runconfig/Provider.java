package runconfig;

import agents.Agent;
import agents.FunctionTool;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.List;
import java.util.stream.Collectors;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;

/** A provider that speaks some dialect, and an agent that asks it over HTTP. */
final class Provider implements AutoCloseable {
  record Place(String city) {}

  record Difference(int a, int b) {}

  static final String PARALLEL = "Is it warmer in Lahore or in Oslo?";

  private final OfflineModel server;

  /** All the text that has been streamed until now. */
  final StringBuilder seen = new StringBuilder();

  Provider(Dialect dialect, Fault fault) {
    server = OfflineModel.start(new Settings(0, fault, dialect));
  }

  String baseUrl() {
    return server.baseUrl();
  }

  Model chat() {
    return new OpenAIChatCompletionsModel("m", OpenAIDefaults.newClient(baseUrl(), "none"));
  }

  static Agent agent(String instructions) {
    return Agent.builder()
        .name("Assistant")
        .instructions(instructions)
        .tool(
            FunctionTool.of(
                "get_temperature",
                "The temperature in a city now, in degrees Celsius.",
                Place.class,
                (context, place) -> place.city().equals("Oslo") ? 9 : 31))
        .tool(
            FunctionTool.of(
                "subtract",
                "The difference of two numbers, a - b.",
                Difference.class,
                (context, numbers) -> numbers.a() - numbers.b()))
        .build();
  }

  static Agent agent() {
    return agent("You are a helpful assistant. Use the tools you have.");
  }

  /** Runs to the end and answers the run. */
  RunResultStreaming run(Agent agent, String question, Model model) {
    RunConfig config = RunConfig.builder().model(model).build();
    try (RunResultStreaming run = Runner.runStreamed(agent, question, config)) {
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof RawResponseEvent raw) {
          raw.data().outputTextDelta().ifPresent(delta -> seen.append(delta.delta()));
        }
      }
      return run;
    }
  }

  /** The tools that were called and what they answered, in order. */
  static String tools(RunResultStreaming run) {
    return run.newItems().stream()
        .map(
            item ->
                item instanceof ToolCallItem call
                    ? call.name() + call.arguments()
                    : item instanceof ToolCallOutputItem output ? "-> " + output.output() : "")
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  static List<String> callIds(RunResultStreaming run) {
    return run.newItems().stream()
        .filter(ToolCallItem.class::isInstance)
        .map(item -> ((ToolCallItem) item).rawItem().callId())
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
