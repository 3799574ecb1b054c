package agentloop.exercise;

import agentloop.exercise.SafeToolCheck.Solution;
import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;

/** Right solutions, each in another style. */
final class Right {
  private Right() {}

  static final Solution COURSES_OWN =
      new Solution() {
        @Override
        public double fahrenheit(double celsius) {
          return agentloop.solution.SafeTool.fahrenheit(celsius);
        }

        @Override
        public Object summarize(String article, RunConfig config) {
          return agentloop.solution.SafeTool.summarize(article, config);
        }
      };

  static final Solution SAYS_WHAT_DOES_NOT_EXIST =
      new Usual() {
        @Override
        String message(double celsius) {
          return celsius + " is below -273.15, and temperatures below absolute zero do not exist.";
        }
      };

  static final Solution SAYS_IT_SHORTLY =
      new Usual() {
        @Override
        String message(double celsius) {
          return "celsius must be >= -273.15";
        }
      };

  static final Solution SAYS_WHAT_MUST_NOT_BE =
      new Usual() {
        @Override
        String message(double celsius) {
          return "Invalid: the temperature must not be lower than -273.15 degrees Celsius!";
        }
      };

  static final Solution THROWS_ITS_OWN_CHECKED_EXCEPTION =
      new Usual() {
        final class TooCold extends Exception {
          private static final long serialVersionUID = 1;

          TooCold() {
            super("The lowest possible temperature is -273.15. Only higher ones are valid.");
          }
        }

        @Override
        public double fahrenheit(double celsius) throws TooCold {
          if (Double.compare(celsius, -273.15) < 0) {
            throw new TooCold();
          } else {
            return Math.fma(celsius, 1.8, 32.0);
          }
        }
      };

  static final Solution TELLS_THE_MODEL_ITSELF =
      new Usual() {
        @Override
        FunctionTool tool() {
          return FunctionTool.of(
              "convert_temperature",
              "Converts.",
              Celsius.class,
              (context, asked) -> {
                try {
                  return String.valueOf(fahrenheit(asked.celsius()));
                } catch (IllegalArgumentException e) {
                  return "error: " + e.getMessage();
                }
              });
        }
      };

  static final Solution HAS_A_FAILURE_FUNCTION =
      new Usual() {
        @Override
        FunctionTool tool() {
          return super.tool().failureErrorFunction(e -> "Failed: " + e.getMessage());
        }
      };

  static final Solution STREAMS =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          try (RunResultStreaming result = Runner.runStreamed(agent().build(), article, config)) {
            result.streamEvents().forEach(event -> {});
            return result.finalOutput();
          }
        }
      };

  static final Solution SAYS_WHAT_TO_DO_WITH_THE_ARTICLE =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          String input = "Summarize this article:\n\n" + article;
          return Runner.run(agent().build(), input, config).join().finalOutputAs(Summary.class);
        }
      };

  static final Solution HAS_NO_INSTRUCTIONS_AND_SENDS_A_LIST =
      new Usual() {
        @Override
        public Object summarize(String article, RunConfig config) {
          Agent agent = Agent.builder().name("R").tool(tool()).outputType(Summary.class).build();
          var message =
              EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(article).build();
          var items = List.of(ResponseInputItem.ofEasyInputMessage(message));
          return Runner.runSync(agent, items, config).finalOutputAs(Summary.class);
        }
      };
}
