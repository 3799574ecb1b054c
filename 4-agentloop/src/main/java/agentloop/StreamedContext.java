package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunContext;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Map;

/** Streams to two customers with one agent. The context says who the customer is. */
public final class StreamedContext {
  /** Finds orders: in a database in a real shop, in a map here or in a test. */
  interface Orders {
    String statusFor(String customer);
  }

  private record Shop(String customer, Orders orders) {}

  public static void main(String[] args) {
    FunctionTool status =
        FunctionTool.of("get_order", "The status of the order.", StreamedContext::status);
    Agent agent =
        Agent.builder()
            .name("Shop assistant")
            .instructions(StreamedContext::instructions)
            .tool(status)
            .build();

    Map<String, String> table = Map.of("Aisha", "on its way", "Omar", "in our shop");
    answer(agent, new Shop("Aisha", table::get));
    answer(agent, new Shop("Omar", table::get));
  }

  private static void answer(Agent agent, Shop shop) {
    System.out.print(shop.customer() + ": ");
    RunConfig config = RunConfig.builder().context(shop).build();
    try (var result = Runner.runStreamed(agent, "Where is my order?", config)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
    }
    System.out.println();
  }

  private static String instructions(RunContext context) {
    String customer = context.context(Shop.class).customer();
    return "You work in a bookshop. The customer's name is " + customer + ".";
  }

  /** The model can't ask for somebody else's order: it doesn't choose the customer. */
  private static String status(RunContext context) {
    Shop shop = context.context(Shop.class);
    return shop.orders().statusFor(shop.customer());
  }
}
