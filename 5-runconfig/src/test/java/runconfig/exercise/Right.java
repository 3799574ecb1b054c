package runconfig.exercise;

import static runconfig.exercise.SecondProvider.ASKING_AGAIN;
import static runconfig.exercise.SecondProvider.BROKEN_OFF;

import agents.Agent;
import agents.AgentsException;
import agents.Model;
import agents.ModelCallError;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Right solutions, each in another style. */
final class Right {
  private Right() {}

  static String triesInATry(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String goesThroughAList(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    Deque<Model> left = new ArrayDeque<>(List.of(first, second));
    while (true) {
      try {
        return stream(agent, question, left.poll(), screen);
      } catch (ModelCallError e) {
        if (left.isEmpty()) {
          throw e;
        }
        mark(e, screen);
      }
    }
  }

  static String callsItself(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    return any(agent, question, List.of(first, second).iterator(), screen);
  }

  private static String any(
      Agent agent, String question, Iterator<Model> models, Consumer<String> screen) {
    try {
      return stream(agent, question, models.next(), screen);
    } catch (ModelCallError e) {
      if (!models.hasNext()) throw e;
      mark(e, screen);
      return any(agent, question, models, screen);
    }
  }

  static String remembersWhetherItShowedSomething(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    AtomicBoolean shown = new AtomicBoolean();
    Consumer<String> watched =
        delta -> {
          shown.set(true);
          screen.accept(delta);
        };
    try {
      return stream(agent, question, first, watched);
    } catch (AgentsException e) {
      screen.accept(shown.get() ? BROKEN_OFF + ASKING_AGAIN : ASKING_AGAIN);
    }
    return stream(agent, question, second, screen);
  }

  static String closesInAFinally(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    String answer = null;
    RunResultStreaming result = run(agent, question, first);
    try {
      answer = read(result, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
    } finally {
      result.close();
    }
    if (answer == null) {
      result = run(agent, question, second);
      try {
        answer = read(result, screen);
      } finally {
        result.close();
      }
    }
    return answer;
  }

  static String returnsTheFinalOutput(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    for (Model model : new Model[] {first, second}) {
      try (var result = run(agent, question, model)) {
        read(result, screen);
        return result.finalOutputAs(String.class);
      } catch (ModelCallError e) {
        if (model == second) {
          throw e;
        }
        mark(e, screen);
      }
    }
    throw new AssertionError();
  }

  static String putsTheModelIntoTheAgent(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return fromItsAgent(agent.toBuilder().model(first).build(), question, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      return fromItsAgent(agent.toBuilder().model(second).build(), question, screen);
    }
  }

  private static String fromItsAgent(Agent agent, String question, Consumer<String> screen) {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      return read(result, screen);
    }
  }

  static void mark(ModelCallError e, Consumer<String> screen) {
    if (!e.runData().partialText().isEmpty()) {
      screen.accept(BROKEN_OFF);
    }
    screen.accept(ASKING_AGAIN);
  }

  static RunResultStreaming run(Agent agent, String question, Model model) {
    return Runner.runStreamed(agent, question, RunConfig.builder().model(model).build());
  }

  static String stream(Agent agent, String question, Model model, Consumer<String> screen) {
    try (RunResultStreaming result = run(agent, question, model)) {
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
