package runconfig.exercise.wrong;

import agents.Agent;
import agents.AgentsException;
import agents.Model;
import java.util.function.Consumer;

/** Takes whatever is thrown for a failure of the provider. */
public final class CatchesEverything {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (RuntimeException e) {
      if (e instanceof AgentsException failure && !failure.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      screen.accept(Reading.ASKING_AGAIN);
      return Reading.stream(agent, question, second, screen);
    }
  }
}
