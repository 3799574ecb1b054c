package runasyncstreaming.exercise;

import static runasyncstreaming.exercise.ProgressAndStop.words;
import static runasyncstreaming.exercise.Right.delta;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private Wrong() {}

  /** What most of them have in common: what is done with each delta, until it says "enough". */
  private interface Step {
    boolean isEnough(String delta);
  }

  private static void each(Agent agent, String question, Step step) {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      read(result, step);
    }
  }

  private static void read(RunResultStreaming result, Step step) {
    for (StreamEvent event : result.streamEvents()) {
      String delta = delta(event).orElse(null);
      if (delta != null && step.isEnough(delta)) {
        break;
      }
    }
  }

  static void doesNothing(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    Runner.runStreamed(agent, question).close();
  }

  static void doesNotStream(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    String text = (String) Runner.runSync(agent, question).finalOutput();
    screen.accept(text);
    progress.accept(words(text));
  }

  static void collectsFirst(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(agent, question, delta -> words(text.append(delta)) >= enough);
    screen.accept(text.toString());
    progress.accept(words(text));
  }

  static void isOneDeltaBehind(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    String[] before = {null};
    each(
        agent,
        question,
        delta -> {
          if (before[0] != null) {
            screen.accept(before[0]);
            progress.accept(words(text.append(before[0])));
          }
          before[0] = delta;
          return words(text) >= enough;
        });
  }

  static void showsWholeWordsOnly(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    StringBuilder word = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          word.append(delta);
          if (delta.contains(" ")) {
            screen.accept(word.toString());
            progress.accept(words(text.append(word)));
            word.setLength(0);
          }
          return words(text) >= enough;
        });
  }

  static void trimsTheDeltas(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta.strip());
          progress.accept(words(text.append(delta)));
          return words(text) >= enough;
        });
  }

  static void showsTheWholeTextEachTime(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(text.append(delta).toString());
          progress.accept(words(text));
          return words(text) >= enough;
        });
  }

  static void putsEachDeltaOnALine(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta + "\n");
          progress.accept(words(text.append(delta)));
          return words(text) >= enough;
        });
  }

  static void countsDeltas(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    int[] words = {0};
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(++words[0]);
          return words[0] >= enough;
        });
  }

  static void countsTheWordsOfEachDelta(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    int[] words = {0};
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          words[0] += words(delta);
          progress.accept(words[0]);
          return words[0] >= enough;
        });
  }

  static void reportsTheWordsOfTheDelta(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(words(delta));
          return words(text.append(delta)) >= enough;
        });
  }

  static void countsSpaces(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          int words = text.append(delta).toString().split(" ").length;
          progress.accept(words);
          return words >= enough;
        });
  }

  static void reportsBeforeItShows(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          progress.accept(words(text.append(delta)));
          screen.accept(delta);
          return words(text) >= enough;
        });
  }

  static void countsBeforeItAppends(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(words(text));
          return words(text.append(delta)) >= enough;
        });
  }

  static void reportsOnlyWhenItChanges(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          int before = words(text);
          if (words(text.append(delta)) > before) {
            progress.accept(words(text));
          }
          return words(text) >= enough;
        });
  }

  static void reportsAtTheEnd(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          return words(text.append(delta)) >= enough;
        });
    progress.accept(words(text));
  }

  static void waitsForOneWordMore(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(words(text.append(delta)));
          return words(text) > enough;
        });
  }

  static void waitsForExactlyEnough(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(words(text.append(delta)));
          return words(text) == enough;
        });
  }

  static void stopsOneDeltaTooEarly(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          if (words(text.append(delta)) >= enough) {
            return true;
          }
          screen.accept(delta);
          progress.accept(words(text));
          return false;
        });
  }

  static void looksWhenTheNextDeltaComes(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          if (words(text) >= enough) {
            return true;
          }
          screen.accept(delta);
          progress.accept(words(text.append(delta)));
          return false;
        });
  }

  static void readsToTheEnd(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          if (words(text) < enough) {
            screen.accept(delta);
            progress.accept(words(text.append(delta)));
          }
          return false;
        });
  }

  static void neverStops(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          progress.accept(words(text.append(delta)));
          return false;
        });
  }

  static void leavesItOpen(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    StringBuilder text = new StringBuilder();
    read(Runner.runStreamed(agent, question), show(text, enough, screen, progress));
  }

  /** Closes the run, but not if something was thrown. */
  static void closesInTheEnd(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    RunResultStreaming result = Runner.runStreamed(agent, question);
    read(result, show(new StringBuilder(), enough, screen, progress));
    result.close();
  }

  static void closesAtEnoughOnly(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    RunResultStreaming result = Runner.runStreamed(agent, question);
    Step show = show(new StringBuilder(), enough, screen, progress);
    read(
        result,
        delta -> {
          boolean isEnough = show.isEnough(delta);
          if (isEnough) {
            result.close();
          }
          return isEnough;
        });
  }

  static void swallowsExceptions(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    try {
      each(agent, question, show(new StringBuilder(), enough, screen, progress));
    } catch (RuntimeException e) {
      System.err.println("Something went wrong: " + e.getMessage());
    }
  }

  static void swallowsWhatTheModelDoes(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    try {
      each(agent, question, show(new StringBuilder(), enough, screen, progress));
    } catch (agents.AgentsException e) {
      // The reader has seen something.
    }
  }

  static void throwsSomethingElse(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    try {
      each(agent, question, show(new StringBuilder(), enough, screen, progress));
    } catch (RuntimeException e) {
      throw new IllegalStateException("It did not work.");
    }
  }

  private static final List<String> ALL = new ArrayList<>();

  /** The text of one answer is the beginning of the next. */
  static synchronized void countsAllAnswers(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    each(
        agent,
        question,
        delta -> {
          screen.accept(delta);
          ALL.add(delta);
          int words = words(String.join("", ALL));
          progress.accept(words);
          return words >= enough;
        });
  }

  static void asksInItsOwnWords(
      Agent agent, String question, int enough, Consumer<String> screen, IntConsumer progress) {
    Step show = show(new StringBuilder(), enough, screen, progress);
    each(agent, question + " Use at most " + enough + " words.", show);
  }

  private static Step show(
      StringBuilder text, int enough, Consumer<String> screen, IntConsumer progress) {
    return delta -> {
      screen.accept(delta);
      progress.accept(words(text.append(delta)));
      return words(text) >= enough;
    };
  }
}
