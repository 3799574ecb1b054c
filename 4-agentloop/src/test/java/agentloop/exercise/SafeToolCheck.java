package agentloop.exercise;

import agents.Model;
import agents.RunConfig;
import agents.UserError;
import java.util.List;
import testkit.ExerciseFailure;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;
import testkit.ExerciseWait;

/** What is right in the exercise SafeTool: what the model was offered and told, and the record. */
final class SafeToolCheck {
  private static final String TOOL = "convert_temperature";
  private static final String SUMMARY = "Summary[place=Quito, fahrenheit=105.8]";

  interface Method {
    Object summarize(String article, RunConfig config) throws Exception;
  }

  private SafeToolCheck() {}

  static void check(Method method) {
    // A model that tries nonsense first, then three real temperatures, and then answers.
    String[] real = {"{\"celsius\":41}", "{\"celsius\":-40}", "{\"celsius\":-273.15}"};
    ExerciseModel model =
        new ExerciseModel(
            Answer.calls(TOOL, "{\"celsius\":-300}"),
            Answer.calls(TOOL, real),
            Answer.text("{\"place\":\"Quito\",\"fahrenheit\":105.8}"));
    RunConfig config = RunConfig.builder().model(model).returnToolNotFoundToModel(true).build();

    Object summary = summarize(method, config);
    ExerciseFailure.unless(
        !model.requests.isEmpty(),
        "The model was never asked: build an agent in summarize(…) and give it, the article and"
            + " the config to Runner.runSync.");
    offered(model.requests.get(0));
    refused(model.seen(1));
    converted(model.seen(2));
    ExerciseFailure.unless(
        SUMMARY.equals(String.valueOf(summary)),
        "summarize(…) returned %s, but the model answered %s: return finalOutputAs(Summary.class).",
        summary,
        SUMMARY);
  }

  private static Object summarize(Method method, RunConfig config) {
    try {
      return ExerciseWait.get(
          ExerciseWait.start(() -> method.summarize("It was 41 degrees in Quito.", config)),
          "summarize(…) never came back, though the model answers at once: what does it wait for?");
    } catch (UserError e) {
      throw new ExerciseFailure(
          "The run ended with \"%s\": the tool's failure should be told to the model, which is"
                  .formatted(e.getMessage())
              + " what happens without a failureErrorFunction; and finalOutputAs(Summary.class)"
              + " needs outputType(Summary.class).");
    } catch (Exception e) {
      throw ExerciseFailure.thrown(e);
    }
  }

  private static void offered(Model.Request request) {
    ExerciseFailure.unless(
        request.tools().stream().anyMatch(tool -> tool.name().equals(TOOL)),
        "The model was offered the tools %s, but needs one named %s: give the agent's builder a"
            + " tool(FunctionTool.of(…)).",
        request.tools().stream().map(tool -> tool.name()).toList(),
        TOOL);
    ExerciseFailure.unless(
        request.outputSchema().isPresent(),
        "The model was free to answer in prose, because nobody told it the form of the answer:"
            + " with outputType(Summary.class) it must keep to a JSON schema, and there is nothing"
            + " to take apart by hand.");
  }

  private static void refused(List<String> seen) {
    String told = outputs(seen).get(0);
    ExerciseFailure.unless(
        !isNumber(told),
        "For -300 degrees Celsius, which cannot be, the tool answered %s, and the model believes"
            + " it: throw an IllegalArgumentException instead.",
        told);
    ExerciseFailure.unless(
        told.contains("273"),
        "For -300 degrees Celsius the model was told \"%s\", which does not say what to do better:"
            + " say in the exception's message that at least -273.15 is possible.",
        told);
  }

  private static void converted(List<String> seen) {
    List<String> told = outputs(seen);
    double[] expected = {105.8, -40, -459.67};
    for (int i = 0; i < expected.length; i++) {
      String output = told.get(i + 1);
      ExerciseFailure.unless(
          isNumber(output) && Math.abs(Double.parseDouble(output) - expected[i]) < 0.001,
          "For %s the tool answered \"%s\", but should answer %s: celsius * 9 / 5 + 32, and only"
              + " what is below -273.15 is refused.",
          List.of("41", "-40", "-273.15").get(i),
          output,
          expected[i]);
    }
  }

  private static List<String> outputs(List<String> seen) {
    String start = "output: ";
    return seen.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[\\d.]+(E-?\\d+)?");
  }
}
