package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.MaxTurnsExceeded;
import agents.RunConfig;
import agents.RunData;
import agents.RunItem;
import agents.RunItem.ToolCallOutputItem;
import agents.Runner;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops a model that never stops calling tools, and keeps what it did. */
public final class MaxTurns {
  public static void main(String[] args) {
    AtomicInteger counter = new AtomicInteger();
    Agent agent =
        Agent.builder()
            .name("Counter")
            .instructions("Call the tool again and again, once a turn. Never stop.")
            .tool(FunctionTool.of("count", "Counts.", run -> counter.incrementAndGet()))
            .build();
    // Without a limit, this would cost money until somebody notices.
    RunConfig config = RunConfig.builder().maxTurns(3).build();

    try {
      System.out.println(Runner.runSync(agent, "Count forever.", config).finalOutput());
    } catch (MaxTurnsExceeded e) {
      System.out.println(e.getMessage());
      RunData run = e.runData();
      System.out.println("Model calls: " + run.usage().requests());
      for (RunItem item : run.newItems()) {
        if (item instanceof ToolCallOutputItem tool) {
          System.out.println(tool.call().name() + " -> " + tool.output());
        }
      }
      // Runner.runSync(agent, run.toInputList()) would go on from here.
      System.out.println("Items to go on with: " + run.toInputList().size());
    }
  }
}
