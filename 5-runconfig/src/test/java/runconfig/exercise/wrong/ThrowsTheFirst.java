package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Tells the caller of the failure that it has already dealt with. */
public final class ThrowsTheFirst {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      screen.accept(Reading.ASKING_AGAIN);
      try {
        return Reading.stream(agent, question, second, screen);
      } catch (ModelCallError again) {
        throw e;
      }
    }
  }
}
