package runsync.exercise.wrong;

import agents.Agent;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;

/** Sends what the user said, but not what the model said. */
public final class ForgetsTheAnswer {
  public static List<String> ask(Agent agent, String first, String second) {
    String answer = (String) Runner.runSync(agent, first).finalOutput();
    var questions = List.of(fromUser(first), fromUser(second));
    return List.of(answer, (String) Runner.runSync(agent, questions).finalOutput());
  }

  static ResponseInputItem fromUser(String text) {
    var role = EasyInputMessage.Role.USER;
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
