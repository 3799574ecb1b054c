package docs.bugs;

import agents.Agent;
import agents.FunctionTool;
import agents.Runner;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** Keeps the last three items of a conversation, so that it never grows too long. */
public final class CutHistory {
  public static void main(String[] args) {
    FunctionTool clock = FunctionTool.of("get_time", "The time now.", context -> "12:30");
    Agent agent = Agent.builder().name("Assistant").tool(clock).build();
    List<ResponseInputItem> all = Runner.runSync(agent, "What time is it?").toInputList();
    List<ResponseInputItem> history = new ArrayList<>(all);
    history.add(DoubledHistory.user("Thank you."));

    history = history.subList(history.size() - 3, history.size());
    System.out.println(Runner.runSync(agent, history).finalOutput());
  }
}
