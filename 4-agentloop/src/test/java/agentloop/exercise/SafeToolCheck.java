package agentloop.exercise;

import agents.Model;
import agents.RunConfig;
import agents.UserError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;
import testkit.ExerciseWait;

/** What is right in the exercise SafeTool: what the model was offered and told, and the record. */
final class SafeToolCheck implements ExerciseCheck {
  private static final String TOOL = "convert_temperature";
  private static final double[] REAL = {41, -40, 0, 100.5, 5600, 15_000_000, -273.1, -273.15};
  private static final double[] IMPOSSIBLE = {-273.16, -274, -300, -5000};

  /** What a student writes: the two methods of the exercise. */
  interface Solution {
    double fahrenheit(double celsius) throws Exception;

    Object summarize(String article, RunConfig config) throws Exception;
  }

  /** What the student wrote. */
  static final Solution STUDENTS =
      new Solution() {
        @Override
        public double fahrenheit(double celsius) throws Exception {
          return SafeTool.fahrenheit(celsius);
        }

        @Override
        public Object summarize(String article, RunConfig config) throws Exception {
          return SafeTool.summarize(article, config);
        }
      };

  @Override
  public String check() {
    check(STUDENTS);
    return "The tool refused in words that help, and the answer is a record.";
  }

  static void check(Solution solution) {
    summarize(solution, "It was 41 degrees in Quito.", "Quito (Ecuador)", 105.8);
    summarize(solution, "Oslo had a cold night: -3.5 degrees.", "Oslo (Norway)", 25.7);
    for (double celsius : REAL) {
      converts(solution, celsius);
    }
    for (double celsius : IMPOSSIBLE) {
      refuses(solution, celsius);
    }
  }

  /** A model that tries nonsense first, then real temperatures, and then answers. */
  private static void summarize(Solution solution, String article, String place, double degrees) {
    String[] real =
        Stream.of(41, -40, 5600, -273.15).map(SafeToolCheck::json).toArray(String[]::new);
    ExerciseModel model =
        new ExerciseModel(
            Answer.calls(TOOL, json(-300)),
            Answer.calls(TOOL, real),
            Answer.text("{\"place\":\"%s\",\"fahrenheit\":%s}".formatted(place, degrees)));
    RunConfig config = RunConfig.builder().model(model).returnToolNotFoundToModel(true).build();
    Object summary = run(solution, article, config);
    ExerciseFailure.unless(
        !model.requests.isEmpty(),
        "The model was never called. Build an agent in summarize(…), and give it, the article and"
            + " the config to Runner.runSync.");
    sent(model.requests.get(0), model.seen(0), article);
    offered(model.requests.get(0));
    told(outputs(model.seen(1)).get(0));
    converted(outputs(model.seen(2)));
    ExerciseFailure.unless(
        model.requests.size() == 3,
        "summarize(…) ran the agent more than once: the model was called %d times, and 3 would do."
            + " Keep the result of one run.",
        model.requests.size());
    String expected = "Summary[place=%s, fahrenheit=%s]".formatted(place, degrees);
    ExerciseFailure.unless(
        expected.equals(String.valueOf(summary)),
        "summarize(…) returned %s, but the model answered %s. Return"
            + " finalOutputAs(Summary.class).",
        summary,
        expected);
  }

  private static String json(Number celsius) {
    return "{\"celsius\":" + celsius + "}";
  }

  private static Object run(Solution solution, String article, RunConfig config) {
    try {
      return ExerciseWait.get(
          ExerciseWait.start(() -> solution.summarize(article, config)),
          "summarize(…) never returned, although the model answers at once. What does it wait for?");
    } catch (UserError e) {
      throw new ExerciseFailure(
          "The run ended with \"%s\". The model should hear of the tool's failure, and it does"
                  .formatted(e.getMessage())
              + " without a failureErrorFunction. And finalOutputAs(Summary.class) needs"
              + " outputType(Summary.class).");
    } catch (Exception e) {
      throw ExerciseFailure.thrown(e);
    }
  }

  private static void sent(Model.Request request, List<String> seen, String article) {
    ExerciseFailure.unless(
        !request.instructions().orElse("").contains(article),
        "The article is in the agent's instructions. Instructions are yours; an article is a text by"
            + " somebody else, and could contain instructions of its own. Give it to Runner.runSync"
            + " as the input.");
    ExerciseFailure.unless(
        seen.stream().anyMatch(item -> item.startsWith("user: ") && item.contains(article)),
        "The model never saw the article. It saw %s. Give the article to Runner.runSync as the"
            + " input.",
        seen);
  }

  private static void offered(Model.Request request) {
    ExerciseFailure.unless(
        request.tools().stream().anyMatch(tool -> tool.name().equals(TOOL)),
        "The model was offered the tools %s, but needs one named %s. Give the agent's builder a"
            + " tool(FunctionTool.of(…)).",
        request.tools().stream().map(tool -> tool.name()).toList(),
        TOOL);
    ExerciseFailure.unless(
        request.outputSchema().isPresent(),
        "The model was free to answer in prose, because nobody gave it the form of the answer. With"
            + " outputType(Summary.class) it must keep to a JSON schema, and there is nothing to take"
            + " apart by hand.");
  }

  private static void told(String told) {
    ExerciseFailure.unless(
        !isNumber(told),
        "For -300 degrees Celsius, which cannot be, the tool returned %s, and the model believes it."
            + " Throw an IllegalArgumentException instead.",
        told);
    helps("For -300 degrees Celsius the model was told", told);
  }

  private static void converted(List<String> told) {
    double[] expected = {105.8, -40, 10112, -459.67};
    for (int i = 0; i < expected.length; i++) {
      String output = told.get(i + 1);
      ExerciseFailure.unless(
          isNumber(output) && isClose(Double.parseDouble(output), expected[i]),
          "For %s the tool returned \"%s\", but should return %s: celsius * 9 / 5 + 32, and only"
              + " what is below -273.15 is refused.",
          List.of("41", "-40", "5600", "-273.15").get(i),
          output,
          expected[i]);
    }
  }

  private static void converts(Solution solution, double celsius) {
    double expected = celsius * 9 / 5 + 32;
    try {
      double returned = solution.fahrenheit(celsius);
      ExerciseFailure.unless(
          isClose(returned, expected),
          "fahrenheit(%s) returned %s, but should return %s: celsius * 9 / 5 + 32.",
          celsius,
          returned,
          expected);
    } catch (Exception e) {
      throw new ExerciseFailure(
          "fahrenheit(%s) threw \"%s\", but so cold or warm it can be. Refuse only what is below"
                  .formatted(celsius, e.getMessage())
              + " -273.15.");
    }
  }

  private static void refuses(Solution solution, double celsius) {
    double returned;
    try {
      returned = solution.fahrenheit(celsius);
    } catch (Exception e) {
      helps("fahrenheit(%s) threw".formatted(celsius), String.valueOf(e.getMessage()));
      return;
    }
    throw new ExerciseFailure(
        "fahrenheit(%s) returned %s, but nothing is colder than -273.15 degrees. Throw in the method"
                .formatted(celsius, returned)
            + " itself, so that it is safe whoever calls it.");
  }

  private static void helps(String who, String message) {
    ExerciseFailure.unless(
        message.contains("273"),
        "%s \"%s\", which does not say what to do better. Say in the exception's message that at"
            + " least -273.15 is possible.",
        who,
        message);
    ExerciseFailure.unless(
        !saysTheOpposite(message),
        "%s \"%s\", which says the opposite: colder than -273.15 is what cannot be. Say that at least"
            + " -273.15 is possible.",
        who,
        message);
  }

  /** Finds "must be below -273.15" and the like, but not "must not be" or "-300 is below". */
  static boolean saysTheOpposite(String message) {
    String allows = ".*\\b(only|allowed|valid|possible|accept\\w*)\\b.*";
    String asks =
        ".*\\b(must|use|should|have to|has to|needs?|give|enter|try|choose|please|expected)\\b.*";
    String denies =
        ".*(\\b(not|no|none|never|nothing|cannot|impossible|invalid|refused?)\\b|n't).*";
    String less =
        "(\\b(below|less|under|lower|smaller|colder|most|up to|maximum|max)( (number|value|"
            + "temperature|one)s?)?( than)?( of)?( is)?|<=?) ";
    String limit = "(the )?(absolute zero|\\(?(minus |-|−)?273).*";
    String orLess =
        ".*273\\S*( degrees| °?c)?( celsius)? (or (less|lower|below|colder)|and below).*";
    return Stream.of(message.toLowerCase(Locale.ROOT).split("[!?;:,]\\s|\\.\\s"))
        .filter(part -> part.matches(".*" + less + limit) || part.matches(orLess))
        .filter(part -> !part.matches(denies))
        .anyMatch(
            part ->
                part.matches(allows)
                    || part.matches(asks) && !part.matches(".*\\b(is|was) " + less + limit));
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

  private static boolean isClose(double number, double expected) {
    return Math.abs(number - expected) < 0.001;
  }
}
