package agentloop.exercise;

import agentloop.exercise.SafeToolCheck.Solution;
import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.Runner;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private Wrong() {}

  /** One whose messages read like this. */
  static Solution saying(String message) {
    return new Usual() {
      @Override
      String message(double celsius) {
        return message;
      }
    };
  }

  /** Refuses what is below the one or above the other. */
  static Solution refusing(double below, double above) {
    return new Usual() {
      @Override
      public double fahrenheit(double celsius) {
        if (celsius < below || celsius > above) {
          throw new IllegalArgumentException(message(celsius));
        }
        return celsius * 9 / 5 + 32;
      }
    };
  }

  static final Solution CONVERTS_ANYTHING = refusing(-1e9, 1e9);
  static final Solution REFUSES_FROM_MINUS_300 = refusing(-299.99, 1e9);
  static final Solution FORGETS_THE_FRACTION = refusing(-273, 1e9);
  static final Solution TAKES_274 = refusing(-274, 1e9);
  static final Solution REFUSES_ABOVE_BOILING_WATER = refusing(-273.15, 100);
  static final Solution REFUSES_ABSOLUTE_ZERO = refusing(-273.149999, 1e9);

  static final Solution CLAMPS =
      new Usual() {
        @Override
        public double fahrenheit(double celsius) throws Exception {
          return super.fahrenheit(Math.max(celsius, -273.15));
        }
      };

  static final Solution RETURNS_NOT_A_NUMBER =
      new Usual() {
        @Override
        public double fahrenheit(double celsius) {
          return celsius < -273.15 ? Double.NaN : celsius * 9 / 5 + 32;
        }
      };

  static final Solution DIVIDES_INTEGERS =
      new Usual() {
        @Override
        public double fahrenheit(double celsius) throws Exception {
          return super.fahrenheit(celsius) - celsius * 9 / 5 + celsius * (9 / 5);
        }
      };

  static final Solution THROWS_IN_THE_LAMBDA_ONLY =
      new Usual() {
        @Override
        public double fahrenheit(double celsius) {
          return celsius * 9 / 5 + 32;
        }

        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "convert_temperature",
              "Converts.",
              Celsius.class,
              (context, asked) -> super.fahrenheit(asked.celsius()));
        }
      };

  static final Solution THE_TOOL_DOES_NOT_USE_THE_METHOD =
      new Usual() {
        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "convert_temperature",
              "Converts.",
              Celsius.class,
              (context, asked) -> asked.celsius() * 9 / 5 + 32);
        }
      };

  static final Solution CATCHES_IN_THE_TOOL =
      new Usual() {
        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "convert_temperature",
              "Converts.",
              Celsius.class,
              (context, asked) -> {
                try {
                  return fahrenheit(asked.celsius());
                } catch (IllegalArgumentException e) {
                  return "error";
                }
              });
        }
      };

  static final Solution ENDS_THE_RUN =
      new Usual() {
        @Override
        FunctionTool tool() {
          return super.tool().failureErrorFunction(null);
        }
      };

  static final Solution HAS_NO_TOOL =
      new Usual() {
        @Override
        Agent.Builder agent() {
          return Agent.builder().name("Reporter").outputType(Summary.class);
        }
      };

  static final Solution NAMES_THE_TOOL_OTHERWISE =
      new Usual() {
        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "fahrenheit", "Converts.", Celsius.class, (context, c) -> fahrenheit(c.celsius()));
        }
      };

  record Whole(int celsius) {}

  static final Solution TAKES_WHOLE_DEGREES =
      new Usual() {
        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "convert_temperature",
              "Converts.",
              Whole.class,
              (context, asked) -> fahrenheit(asked.celsius()));
        }
      };

  static final Solution TAKES_THE_ANSWER_APART =
      new Usual() {
        @Override
        Agent.Builder agent() {
          return Agent.builder().name("Reporter").tool(tool());
        }

        @Override
        public Object summarize(String article, RunConfig config) {
          String json = (String) Runner.runSync(agent().build(), article, config).finalOutput();
          String place = json.replaceAll(".*\"place\":\"(.*?)\".*", "$1");
          String degrees = json.replaceAll(".*\"fahrenheit\":([-\\d.]+).*", "$1");
          return new Summary(place, Double.parseDouble(degrees));
        }
      };

  static final Solution CONVERTS_ONCE_MORE =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          Summary summary = (Summary) super.summarize(article, config);
          return new Summary(summary.place(), summary.fahrenheit() * 9 / 5 + 32);
        }
      };

  static final Solution READS_THE_ARTICLE_ITSELF =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          super.summarize(article, config);
          String place = article.contains("Oslo") ? "Oslo" : "Quito";
          String celsius = article.replaceAll("[^\\d.-]|\\.$", "");
          return new Summary(place, fahrenheit(Double.parseDouble(celsius)));
        }
      };

  static final Solution KNOWS_THE_ANSWER =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          super.summarize(article, config);
          return new Summary("Quito (Ecuador)", 105.8);
        }
      };

  static final Solution RETURNS_THE_TEXT =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          return Runner.runSync(agent().build(), article, config).toString();
        }
      };

  static final Solution RUNS_TWICE =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          Summary first = (Summary) super.summarize(article, config);
          Summary second = (Summary) super.summarize(article, config);
          return new Summary(first.place(), second.fahrenheit());
        }
      };

  static final Solution NEVER_SENDS_THE_ARTICLE =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          return super.summarize("Summarize the weather.", config);
        }
      };

  static final Solution SENDS_IT_IN_THE_INSTRUCTIONS =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          Agent agent = agent().instructions("Summarize this: " + article).build();
          return Runner.runSync(agent, "Go.", config).finalOutputAs(Summary.class);
        }
      };

  static final Solution SENDS_IT_TWICE =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          Agent agent = agent().instructions("Summarize this: " + article).build();
          return Runner.runSync(agent, article, config).finalOutputAs(Summary.class);
        }
      };

  static final Solution RUNS_NOTHING =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          return new Summary("Quito", fahrenheit(41));
        }
      };
}
