package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.List;
import java.util.function.Consumer;

/** Does not stop when it has an answer. */
public final class AsksBoth {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    String answer = "";
    for (Model model : List.of(first, second)) {
      try {
        answer = Reading.stream(agent, question, model, screen);
      } catch (ModelCallError e) {
        screen.accept(Reading.BROKEN_OFF);
      }
    }
    return answer;
  }
}
