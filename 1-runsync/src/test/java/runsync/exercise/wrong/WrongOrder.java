package runsync.exercise.wrong;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** Puts the new question before what was said. */
public final class WrongOrder {
  public static List<String> ask(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    List<ResponseInputItem> conversation = new ArrayList<>();
    conversation.add(ForgetsTheAnswer.fromUser(second));
    conversation.addAll(result.toInputList());
    RunResult next = Runner.runSync(agent, conversation);
    return List.of((String) result.finalOutput(), (String) next.finalOutput());
  }
}
