package runsync.exercise.wrong;

import agents.Agent;
import agents.Runner;
import java.util.List;

/** Takes the model for somebody who remembers. */
public final class AsksAlone {
  public static List<String> ask(Agent agent, String first, String second) {
    String answer = (String) Runner.runSync(agent, first).finalOutput();
    return List.of(answer, (String) Runner.runSync(agent, second).finalOutput());
  }
}
