package runsync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** Asks a second question that only makes sense after the first. */
public final class Conversation {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "What is the capital of Pakistan?";
    RunResult result = Runner.runSync(agent, question);
    System.out.println(question + "\n- " + result.finalOutput());

    // The model remembers nothing: it is sent all that was said, then the new question.
    String next = "How many people live there?";
    List<ResponseInputItem> input = new ArrayList<>(result.toInputList());
    input.add(fromUser(next));
    result = Runner.runSync(agent, input);
    System.out.println(next + "\n- " + result.finalOutput());
    System.out.println("Messages so far: " + result.toInputList().size());
  }

  private static ResponseInputItem fromUser(String text) {
    var role = EasyInputMessage.Role.USER;
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
