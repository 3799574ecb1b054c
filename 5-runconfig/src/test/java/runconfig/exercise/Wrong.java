package runconfig.exercise;

import static runconfig.exercise.Right.mark;
import static runconfig.exercise.Right.read;
import static runconfig.exercise.Right.run;
import static runconfig.exercise.Right.stream;
import static runconfig.exercise.SecondProvider.ASKING_AGAIN;
import static runconfig.exercise.SecondProvider.BROKEN_OFF;

import agents.Agent;
import agents.AgentsException;
import agents.Model;
import agents.ModelCallError;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private Wrong() {}

  static String hasOneProvider(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    return stream(agent, question, first, screen);
  }

  static String beginsWithTheSecond(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    return Right.triesInATry(agent, question, second, first, screen);
  }

  /** Does not stop when it has an answer. */
  static String asksBoth(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    String answer = "";
    for (Model model : List.of(first, second)) {
      try {
        answer = stream(agent, question, model, screen);
      } catch (ModelCallError e) {
        screen.accept(BROKEN_OFF);
      }
    }
    return answer;
  }

  static String asksBothAtTheSameTime(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    var other = CompletableFuture.supplyAsync(() -> stream(agent, question, second, text -> {}));
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      String answer = other.join();
      screen.accept(answer);
      return answer;
    }
  }

  static String asksTheFirstAgain(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      screen.accept(ASKING_AGAIN);
    }
    try {
      return stream(agent, question, first, delta -> {});
    } catch (ModelCallError e) {
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String asksTheSecondTwice(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      stream(agent, question, second, screen);
      return stream(agent, question, second, text -> {});
    }
  }

  static String doesNotStream(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      RunConfig config = RunConfig.builder().model(first).build();
      String answer = (String) Runner.runSync(agent, question, config).finalOutput();
      screen.accept(answer);
      return answer;
    } catch (ModelCallError e) {
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String collectsFirst(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    StringBuilder text = new StringBuilder();
    try {
      String answer = stream(agent, question, first, text::append);
      text.chars().forEach(c -> screen.accept(Character.toString(c)));
      return answer;
    } catch (ModelCallError e) {
      screen.accept(text.toString());
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String collectsTheSecond(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      java.util.ArrayList<String> deltas = new java.util.ArrayList<>();
      String answer = stream(agent, question, second, deltas::add);
      deltas.forEach(screen);
      return answer;
    }
  }

  static String trimsTheDeltas(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    return Right.triesInATry(agent, question, first, second, text -> screen.accept(text.strip()));
  }

  /** Thinks that a stream which has begun ends well. */
  static String givesUpInTheMiddle(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        throw e;
      }
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String gluesThemTogether(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      return stream(agent, question, second, screen);
    }
  }

  /** Marks the part, but not that another provider begins from the start. */
  static String doesNotSaySo(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(BROKEN_OFF);
      }
      return stream(agent, question, second, screen);
    }
  }

  static String neverMarksThePart(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      screen.accept(ASKING_AGAIN);
      return stream(agent, question, second, screen);
    }
  }

  static String marksEvenNothing(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      screen.accept(BROKEN_OFF);
      screen.accept(ASKING_AGAIN);
      return stream(agent, question, second, screen);
    }
  }

  static String marksInTheWrongOrder(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      screen.accept(ASKING_AGAIN);
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(BROKEN_OFF);
      }
      return stream(agent, question, second, screen);
    }
  }

  static String marksAtTheEnd(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      String answer = stream(agent, question, second, screen);
      mark(e, screen);
      return answer;
    }
  }

  static String returnsThePartToo(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    StringBuilder text = new StringBuilder();
    Consumer<String> both = screen.andThen(text::append);
    try {
      stream(agent, question, first, both);
    } catch (ModelCallError e) {
      mark(e, screen);
      stream(agent, question, second, both);
    }
    return text.toString();
  }

  static String returnsThePart(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      stream(agent, question, second, screen);
      return e.runData().partialText();
    }
  }

  static String asksTheSecondToGoOn(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      String more = question + " Go on from here: " + e.runData().partialText();
      return stream(agent, more, second, screen);
    }
  }

  static String swallowsTheFailure(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Right.triesInATry(agent, question, first, second, screen);
    } catch (ModelCallError e) {
      return "";
    }
  }

  static String returnsTheMessage(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Right.triesInATry(agent, question, first, second, screen);
    } catch (ModelCallError e) {
      return "Sorry: " + e.getMessage();
    }
  }

  /** Throws the failure that it has already dealt with. */
  static String throwsTheFirst(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      try {
        return stream(agent, question, second, screen);
      } catch (ModelCallError again) {
        throw e;
      }
    }
  }

  static String wrapsTheFailure(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return Right.triesInATry(agent, question, first, second, screen);
    } catch (ModelCallError e) {
      throw new IllegalStateException("Both providers failed.", e);
    }
  }

  static String catchesEverything(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (RuntimeException e) {
      if (e instanceof AgentsException failure && !failure.runData().partialText().isEmpty()) {
        screen.accept(BROKEN_OFF);
      }
      screen.accept(ASKING_AGAIN);
      return stream(agent, question, second, screen);
    }
  }

  static String swallowsWhatTheScreenThrows(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (Exception e) {
      if (e instanceof ModelCallError error) {
        mark(error, screen);
      }
      return stream(agent, question, second, screen);
    }
  }

  static String swallowsTheScreensExceptionLater(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      try {
        return stream(agent, question, second, screen);
      } catch (IllegalStateException torn) {
        return "";
      }
    }
  }

  /** Thinks that an exception ends the run which it came out of. */
  static String leavesTheFirstOpen(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    RunResultStreaming result = run(agent, question, first);
    try {
      return read(result, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      return stream(agent, question, second, screen);
    }
  }

  static String leavesTheSecondOpen(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return stream(agent, question, first, screen);
    } catch (ModelCallError e) {
      mark(e, screen);
      return read(run(agent, question, second), screen);
    }
  }

  static String triesForEver(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    ModelCallError last = null;
    for (int i = 0; i < 3; i++) {
      for (Model model : List.of(first, second)) {
        try {
          return stream(agent, question, model, screen);
        } catch (ModelCallError e) {
          mark(e, screen);
          last = e;
        }
      }
    }
    throw last;
  }
}
