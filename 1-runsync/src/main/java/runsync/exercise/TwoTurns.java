package runsync.exercise;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/**
 * Exercise: a conversation of two questions.
 *
 * <ul>
 *   <li>Ask the agent the first question.
 *   <li>Ask the second one so that the model sees everything said before it.
 *   <li>Return both answers.
 * </ul>
 *
 * <p>Pieces: {@code toInputList}, {@code fromUser}, {@code runSync} with a list.
 */
public final class TwoTurns {

  /** Asks both questions and returns both answers. */
  public static List<String> ask(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    String answer = (String) result.finalOutput();
    // TODO: ask the second question, together with everything said before it.
    return List.of(answer);
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
