package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Shows the answer of the second as if it went on with the part of the first. */
public final class GluesThemTogether {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Reading.stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      return Reading.stream(agent, question, second, screen);
    }
  }
}
