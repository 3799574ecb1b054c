package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Gives the provider that has just failed another chance. */
public final class AsksTheFirstAgain {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      screen.accept(Reading.ASKING_AGAIN);
    }
    try {
      return Reading.stream(agent, question, first, delta -> {});
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      screen.accept(Reading.ASKING_AGAIN);
      return Reading.stream(agent, question, second, screen);
    }
  }
}
