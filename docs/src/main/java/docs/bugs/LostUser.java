package docs.bugs;

import agents.Agent;
import agents.FunctionTool;
import agents.RunItem.ToolCallOutputItem;
import agents.Runner;

/** A tool that looks up the address of the user who is logged in. */
public final class LostUser {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  public static void main(String[] args) {
    FunctionTool address =
        FunctionTool.of(
            "get_address", "The user's address.", context -> "The address of " + USER.get());
    Agent agent = Agent.builder().name("Assistant").tool(address).build();
    USER.set("Aisha");
    Runner.runSync(agent, "What is my address?").newItems().stream()
        .filter(ToolCallOutputItem.class::isInstance)
        .forEach(item -> System.out.println(((ToolCallOutputItem) item).output()));
  }
}
