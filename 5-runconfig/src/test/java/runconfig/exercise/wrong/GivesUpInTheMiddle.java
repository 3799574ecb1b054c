package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Thinks that a stream which has begun will end well. */
public final class GivesUpInTheMiddle {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        throw e;
      }
      screen.accept(Reading.ASKING_AGAIN);
      return Reading.stream(agent, question, second, screen);
    }
  }
}
