package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;

/** Asks what a model can't know by itself. It calls tools until it can answer. */
public final class AgentLoop {
  public static void main(String[] args) {
    FunctionTool weather =
        FunctionTool.of(
            "get_weather",
            "The temperature in a city now, in degrees Celsius.",
            Tools.WeatherArgs.class,
            (context, asked) -> Tools.temperature(asked.city()));
    FunctionTool calculator =
        FunctionTool.of(
            "calculate",
            "The value of an arithmetic expression, such as (2 + 3) * 4.",
            Tools.CalculateArgs.class,
            (context, asked) -> Tools.calculate(asked.expression()));
    Agent agent =
        Agent.builder()
            .name("LoopTester")
            .instructions("You are a helpful assistant. Use the tools you have.")
            .tool(weather)
            .tool(calculator)
            .build();

    System.out.println("=== Starting Stream ===");
    String question =
        "How much warmer is it in Lahore than in Oslo right now, "
            + "and what is that difference in Fahrenheit degrees?";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        } else if (event instanceof RunItemStreamEvent run) {
          if (run.item() instanceof ToolCallItem call) {
            System.out.println("[tool called] " + call.name() + " " + call.arguments());
          } else if (run.item() instanceof ToolCallOutputItem tool) {
            System.out.println("[tool output] " + tool.output());
          } else if (run.item() instanceof MessageOutputItem) {
            System.out.println(); // its text is already printed, delta by delta
          }
        }
      }
    }
    System.out.println("=== Stream Complete ===");
  }
}
