package docs.bugs;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** A conversation whose history grows faster than it should. */
public final class DoubledHistory {
  public static void main(String[] args) {
    Agent agent = Agent.builder().name("Assistant").build();
    List<ResponseInputItem> history = new ArrayList<>();
    for (String question : List.of("Hello.", "How are you?", "Goodbye.")) {
      history.add(user(question));
      RunResult result = Runner.runSync(agent, history);
      history.addAll(result.toInputList());
      System.out.println(question + " The history has " + history.size() + " messages.");
    }
  }

  static ResponseInputItem user(String text) {
    return ResponseInputItem.ofEasyInputMessage(
        EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build());
  }
}
