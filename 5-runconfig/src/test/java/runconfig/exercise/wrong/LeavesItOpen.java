package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import java.util.function.Consumer;

/** Thinks that an exception ends the run which it came out of. */
public final class LeavesItOpen {
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    RunConfig config = RunConfig.builder().model(first).build();
    RunResultStreaming result = Runner.runStreamed(agent, question, config);
    try {
      return Reading.read(result, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(Reading.BROKEN_OFF);
      }
      screen.accept(Reading.ASKING_AGAIN);
      return Reading.stream(agent, question, second, screen);
    }
  }
}
