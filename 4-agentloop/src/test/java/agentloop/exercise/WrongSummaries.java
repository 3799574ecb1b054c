package agentloop.exercise;

import agentloop.exercise.StreamedSummary.Summary;
import agentloop.exercise.StreamedSummaryCheck.Method;
import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import java.util.List;
import java.util.function.Consumer;

/** Solutions of StreamedSummary as students write them on their way to a right one. */
final class WrongSummaries {
  private WrongSummaries() {}

  static Summary asksForTheWhole(Agent agent, String article, Consumer<String> screen) {
    try {
      List<String> points =
          Runner.runSync(agent, article).finalOutput().toString().lines().toList();
      points.forEach(screen);
      return new Summary(points, "");
    } catch (AgentsException e) {
      return new Summary(List.of(), e.getMessage());
    }
  }

  static Summary asksTwice(Agent agent, String article, Consumer<String> screen) throws Exception {
    new UsualSummary().summarize(agent, article, screen);
    return new UsualSummary().summarize(agent, article, point -> {});
  }

  static Summary triesAgain(Agent agent, String article, Consumer<String> screen) throws Exception {
    Summary first = new UsualSummary().summarize(agent, article, screen);
    return first.problem().isEmpty()
        ? first
        : new UsualSummary().summarize(agent, article, point -> {});
  }

  static Summary neverSendsTheArticle(Agent agent, String article, Consumer<String> screen)
      throws Exception {
    return new UsualSummary().summarize(agent, "Summarize the article.", screen);
  }

  static Summary catchesEverything(Agent agent, String article, Consumer<String> screen) {
    UsualSummary usual = new UsualSummary();
    try {
      return usual.summarize(agent, article, screen);
    } catch (Exception e) {
      return new Summary(usual.points, e.getMessage());
    }
  }

  static Summary leavesItOpen(Agent agent, String article, Consumer<String> screen) {
    UsualSummary usual = new UsualSummary();
    usual.begin(screen);
    try {
      usual.read(Runner.runStreamed(agent, article));
    } catch (AgentsException e) {
      return usual.broken(e);
    }
    return usual.whole();
  }

  static Summary closesInTheEndOnly(Agent agent, String article, Consumer<String> screen) {
    UsualSummary usual = new UsualSummary();
    usual.begin(screen);
    RunResultStreaming result = Runner.runStreamed(agent, article);
    try {
      usual.read(result);
    } catch (AgentsException e) {
      result.close();
      return usual.broken(e);
    }
    result.close();
    return usual.whole();
  }

  static Summary catchesNothing(Agent agent, String article, Consumer<String> screen) {
    UsualSummary usual = new UsualSummary();
    usual.begin(screen);
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      usual.read(result);
    }
    return usual.whole();
  }

  /** Takes the end of the stream and its break for the same. */
  static Summary showsTheRestInAFinally(Agent agent, String article, Consumer<String> screen) {
    UsualSummary usual = new UsualSummary();
    usual.begin(screen);
    String problem = "";
    try (RunResultStreaming result = Runner.runStreamed(agent, article)) {
      usual.read(result);
    } catch (AgentsException e) {
      problem = e.getMessage();
    } finally {
      usual.whole();
    }
    return new Summary(usual.points, problem);
  }

  static final Method THROWS_SOMETHING_ELSE =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          throw new IllegalStateException("The summary is not complete.", e);
        }
      };

  static final Method LOSES_THE_POINTS =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          return new Summary(List.of(), e.getMessage());
        }
      };

  static final Method RETURNS_NULL =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          return null;
        }
      };

  static final Method RETURNS_HALF_A_POINT =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          points.add(line.toString());
          return super.broken(e);
        }
      };

  static final Method RETURNS_WHAT_THE_EXCEPTION_HAS =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          return new Summary(e.runData().partialText().lines().toList(), e.getMessage());
        }
      };

  static final Method SHOWS_HALF_A_POINT =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          show(line + "...");
          return super.broken(e);
        }
      };

  static final Method SHOWS_THE_PROBLEM =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          screen.accept("Sorry: " + e.getMessage());
          return super.broken(e);
        }
      };

  static final Method MARKS_NOTHING =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          return new Summary(points, "");
        }
      };

  static final Method MARKS_NOTHING_WITHOUT_POINTS =
      new UsualSummary() {
        @Override
        Summary broken(AgentsException e) {
          return new Summary(points, points.isEmpty() ? null : e.getMessage());
        }
      };

  static final Method MARKS_EVERYTHING =
      new UsualSummary() {
        @Override
        Summary whole() {
          return new Summary(super.whole().points(), "none");
        }
      };

  static final Method COLLECTS_FIRST =
      new UsualSummary() {
        @Override
        void show(String point) {
          points.add(point);
        }

        @Override
        Summary whole() {
          Summary summary = super.whole();
          points.forEach(screen);
          return summary;
        }
      };

  static final Method SHOWS_DELTAS =
      new UsualSummary() {
        @Override
        void add(String delta) {
          show(delta);
        }
      };

  static final Method SHOWS_ALL_AGAIN =
      new UsualSummary() {
        @Override
        void show(String point) {
          points.add(point);
          screen.accept(String.join("\n", points));
        }
      };

  static final Method SHOWS_ALL_IN_THE_END =
      new UsualSummary() {
        @Override
        Summary whole() {
          Summary summary = super.whole();
          points.forEach(screen);
          return summary;
        }
      };

  static final Method LOOKS_AT_THE_END_OF_THE_DELTA =
      new UsualSummary() {
        @Override
        void add(String delta) {
          line.append(delta);
          if (delta.endsWith("\n")) {
            whole();
            line.setLength(0);
          }
        }
      };

  static final Method SHOWS_ONE_POINT_A_DELTA =
      new UsualSummary() {
        @Override
        void add(String delta) {
          line.append(delta);
          int end = line.indexOf("\n");
          if (end >= 0) {
            show(line.substring(0, end));
            line.delete(0, end + 1);
          }
        }
      };

  static final Method IS_ONE_DELTA_BEHIND =
      new UsualSummary() {
        @Override
        void add(String delta) {
          super.add("");
          line.append(delta);
        }

        @Override
        Summary whole() {
          super.add("");
          return super.whole();
        }
      };

  static final Method FORGETS_WHAT_FOLLOWS_THE_BREAK =
      new UsualSummary() {
        @Override
        void add(String delta) {
          line.append(delta);
          if (delta.contains("\n")) {
            String[] lines = line.toString().split("\n");
            for (int i = 0; i < Math.max(1, lines.length - 1); i++) {
              show(lines[i]);
            }
            line.setLength(0);
          }
        }
      };

  static final Method FORGETS_THE_LAST_POINT =
      new UsualSummary() {
        @Override
        Summary whole() {
          return new Summary(points, "");
        }
      };

  static final Method HAS_AN_EMPTY_POINT =
      new UsualSummary() {
        @Override
        Summary whole() {
          show(line.toString());
          return new Summary(points, "");
        }
      };

  static final Method KEEPS_THE_LINE_BREAK =
      new UsualSummary() {
        @Override
        void show(String point) {
          super.show(point + "\n");
        }
      };

  static final Method TRIMS_DELTAS =
      new UsualSummary() {
        @Override
        void add(String delta) {
          super.add(delta.replaceAll("^ +", ""));
        }
      };

  static final Method RETURNS_NO_POINTS =
      new UsualSummary() {
        @Override
        Summary whole() {
          super.whole();
          return new Summary(List.of(), "");
        }
      };

  static final Method STOPS_AFTER_THREE =
      new UsualSummary() {
        @Override
        void read(RunResultStreaming result) {
          for (StreamEvent event : result.streamEvents()) {
            RightSummaries.delta(event).ifPresent(this::add);
            if (points.size() == 3) {
              line.setLength(0);
              break;
            }
          }
        }
      };
}
