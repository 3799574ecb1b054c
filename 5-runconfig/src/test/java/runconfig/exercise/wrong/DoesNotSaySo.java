package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Marks the part, but not that another provider begins from the start. */
public final class DoesNotSaySo {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      return Reading.stream(agent, question, second, screen);
    }
  }
}
