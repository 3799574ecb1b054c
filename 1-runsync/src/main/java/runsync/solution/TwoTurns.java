package runsync.solution;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** A solution: a conversation of two questions. */
public final class TwoTurns {

  /** Asks both questions and returns both answers. */
  public static List<String> ask(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    String answer = (String) result.finalOutput();

    // A copy, so that the result stays what it was.
    List<ResponseInputItem> conversation = new ArrayList<>(result.toInputList());
    conversation.add(fromUser(second));
    RunResult next = Runner.runSync(agent, conversation);
    return List.of(answer, (String) next.finalOutput());
  }

  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    ask(agent, "What is the capital of Pakistan?", "How many people live there?")
        .forEach(System.out::println);
  }

  /** Makes a question into an item of a conversation. */
  static ResponseInputItem fromUser(String text) {
    var role = EasyInputMessage.Role.USER;
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
