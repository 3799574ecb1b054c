package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunItem.HandoffOutputItem;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;

/** Agents hand a conversation over to each other, until the right one answers. */
public final class Handoff {
  public static void main(String[] args) {
    Agent first = args.length == 0 ? support() : languages();
    String question = "I paid twice for order 1042. I want one of the payments back.";
    if (args.length > 0) {
      question = String.join(" ", args);
    }
    try (RunResultStreaming result = Runner.runStreamed(first, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        } else if (event instanceof AgentUpdatedStreamEvent now) {
          System.out.print(now.newAgent().name() + ": ");
        } else if (event instanceof RunItemStreamEvent run
            && run.item() instanceof HandoffOutputItem handoff) {
          System.out.println("[hands off to " + handoff.targetAgent().name() + "]");
        }
      }
    }
    System.out.println();
  }

  /** Triage can hand off to both other agents, and billing to refunds. */
  private static Agent support() {
    String paid = "Order 1042 was paid twice: 49 euros on May 3, 49 euros on May 4.";
    var payments = FunctionTool.of("get_payments", "What was paid.", run -> paid);
    var refund = FunctionTool.of("refund", "Pays the last one back.", run -> "49 euros");
    var refunds = agent("Refunds", "You pay money back.").tool(refund).build();
    var billing = agent("Billing", "You explain bills.").tool(payments).handoff(refunds);
    return agent("Triage", "Hand off to the agent who can help.")
        .handoff(billing.build())
        .handoff(refunds)
        .build();
  }

  private static Agent languages() {
    return agent("Triage", "Hand off to the agent of the language you are asked in.")
        .handoff(agent("Spanish", "You only speak Spanish.").build())
        .handoff(agent("English", "You only speak English.").build())
        .build();
  }

  private static Agent.Builder agent(String name, String instructions) {
    return Agent.builder().name(name).instructions(instructions);
  }
}
