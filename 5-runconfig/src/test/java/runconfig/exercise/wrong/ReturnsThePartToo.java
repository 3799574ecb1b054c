package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import java.util.function.Consumer;

/** Collects what both wrote in one text. */
public final class ReturnsThePartToo {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    StringBuilder text = new StringBuilder();
    Consumer<String> both = screen.andThen(text::append);
    try {
      Reading.stream(agent, question, first, both);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      screen.accept(Reading.ASKING_AGAIN);
      Reading.stream(agent, question, second, both);
    }
    return text.toString();
  }
}
