package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import java.io.IOException;

/** Shows which tools are running, and then what each one returned. */
public final class LiveTools {
  public static void main(String[] args) throws IOException {
    FunctionTool weather =
        FunctionTool.of(
            "get_weather",
            "The temperature in a city now, in degrees Celsius.",
            Tools.WeatherArgs.class,
            (context, asked) -> slowTemperature(asked.city()));
    Agent agent =
        Agent.builder()
            .name("Assistant")
            .instructions("You are a helpful assistant. Use the tools you have.")
            .tool(weather)
            .build();

    LiveLine line = LiveLine.open();
    String question = "How warm is it in Lahore and in Oslo?";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        } else if (event instanceof RunItemStreamEvent run) {
          if (run.item() instanceof ToolCallItem call) {
            line.started(call.name() + call.arguments());
          } else if (run.item() instanceof ToolCallOutputItem tool) {
            line.returned(tool.output());
          }
        }
      }
    } finally {
      line.clear(); // even if the run has failed
    }
    System.out.println();
  }

  /** As slow as a real weather service. The one for Oslo is far away. */
  private static int slowTemperature(String city) throws InterruptedException {
    Thread.sleep(city.equals("Oslo") ? 1500 : 750);
    return Tools.temperature(city);
  }
}
