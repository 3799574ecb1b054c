package runsync.exercise.wrong;

import agents.Agent;
import agents.Runner;
import java.util.List;

/** Makes one question of the whole conversation, so that nobody knows who said what. */
public final class GluesTheTexts {
  public static List<String> ask(Agent agent, String first, String second) {
    String answer = (String) Runner.runSync(agent, first).finalOutput();
    String all = first + "\n" + answer + "\n" + second;
    return List.of(answer, (String) Runner.runSync(agent, all).finalOutput());
  }
}
