package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.RunResult;
import agents.Runner;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool throws, and the run goes on: the model gets the message and tries again. */
public final class ToolErrors {
  private record RateArgs(String from, String to) {}

  public static void main(String[] args) {
    AtomicInteger attempts = new AtomicInteger();
    Agent agent =
        Agent.builder()
            .name("Money changer")
            .instructions("Use your tool. If it fails, try once more.")
            .tool(
                FunctionTool.of(
                    "get_exchange_rate",
                    "How much one unit of a currency is in another.",
                    RateArgs.class,
                    (context, pair) -> rate(attempts.incrementAndGet())))
            .build();

    String question = "What is the exchange rate from EUR to PKR?";
    RunResult result = Runner.runSync(agent, question);

    for (RunItem item : result.newItems()) {
      if (item instanceof ToolCallItem call) {
        System.out.println("[tool called] " + call.name() + " " + call.arguments());
      } else if (item instanceof ToolCallOutputItem tool) {
        // Whether the tool returned or threw, the model gets a text.
        System.out.println("[sent to the model] " + tool.output());
      }
    }
    System.out.println(result.finalOutput());
  }

  /** Fails the first time, as networks do. */
  private static double rate(int attempt) throws IOException {
    if (attempt == 1) {
      throw new IOException("the bank did not answer");
    }
    return 325.4;
  }
}
