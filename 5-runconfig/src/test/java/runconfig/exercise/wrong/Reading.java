package runconfig.exercise.wrong;

import agents.Agent;
import agents.Model;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.function.Consumer;

/** What the wrong solutions have in common, and do right. */
final class Reading {
  static final String BROKEN_OFF = "... [broken off]\n";
  static final String ASKING_AGAIN = "[asking again: the second provider]\n";

  private Reading() {}

  static String stream(Agent agent, String question, Model model, Consumer<String> screen) {
    RunConfig config = RunConfig.builder().model(model).build();
    try (RunResultStreaming result = Runner.runStreamed(agent, question, config)) {
      return read(result, screen);
    }
  }

  static String read(RunResultStreaming result, Consumer<String> screen) {
    StringBuilder answer = new StringBuilder();
    for (StreamEvent event : result.streamEvents()) {
      if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
        String delta = raw.data().asOutputTextDelta().delta();
        screen.accept(delta);
        answer.append(delta);
      }
    }
    return answer.toString();
  }
}
