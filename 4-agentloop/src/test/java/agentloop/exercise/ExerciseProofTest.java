package agentloop.exercise;

import agentloop.exercise.SafeToolCheck.Solution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import testkit.ExerciseProof;

/** The check of the exercise tells right from wrong. */
@Tag("course")
class ExerciseProofTest {

  @TestFactory
  Stream<DynamicTest> solutions() throws IOException {
    return new ExerciseProof<Solution>(SafeToolCheck::check)
        .untouched(
            Path.of("src/main/java/agentloop/exercise/SafeTool.java"),
            SafeToolCheck.STUDENTS,
            "The model was never called")
        .right("courses own", Right.COURSES_OWN)
        .right("says what does not exist", Right.SAYS_WHAT_DOES_NOT_EXIST)
        .right("says it shortly", Right.SAYS_IT_SHORTLY)
        .right("says what must not be", Right.SAYS_WHAT_MUST_NOT_BE)
        .right("throws its own checked exception", Right.THROWS_ITS_OWN_CHECKED_EXCEPTION)
        .right("tells the model itself", Right.TELLS_THE_MODEL_ITSELF)
        .right("has a failure function", Right.HAS_A_FAILURE_FUNCTION)
        .right("streams", Right.STREAMS)
        .right("says what to do with the article", Right.SAYS_WHAT_TO_DO_WITH_THE_ARTICLE)
        .right("has no instructions and sends a list", Right.HAS_NO_INSTRUCTIONS_AND_SENDS_A_LIST)
        .right("says: -300 is below -273.15", Wrong.saying("-300 is below -273.15"))
        .right(
            "says: Please note that -300 is lower than -273.15",
            Wrong.saying("Please note that -300 is lower than -273.15"))
        .right(
            "says: You used a value below absolute zero (-273.15)",
            Wrong.saying("You used a value below absolute zero (-273.15)"))
        .right(
            "says: Do not use values below -273.15",
            Wrong.saying("Do not use values below -273.15"))
        .right(
            "says: There is nothing below -273.15. Only warmer temperatures are possible",
            Wrong.saying("There is nothing below -273.15. Only warmer temperatures are possible"))
        .right("says: The minimum is -273.15", Wrong.saying("The minimum is -273.15"))
        .right(
            "says: Temperature too low! It can't be less than -273.15, please try a higher one",
            Wrong.saying(
                "Temperature too low! It can't be less than -273.15, please try a higher one"))
        .right(
            "says: Es muss mindestens -273,15 sein",
            Wrong.saying("Es muss mindestens -273,15 sein"))
        .wrong(
            "converts anything",
            Wrong.CONVERTS_ANYTHING,
            "the tool returned -508.0, and the model believes")
        .wrong(
            "refuses from minus 300",
            Wrong.REFUSES_FROM_MINUS_300,
            "nothing is colder than -273.15")
        .wrong(
            "forgets the fraction",
            Wrong.FORGETS_THE_FRACTION,
            "only what is below -273.15 is refused")
        .wrong("takes 274", Wrong.TAKES_274, "nothing is colder than -273.15")
        .wrong(
            "refuses above boiling water",
            Wrong.REFUSES_ABOVE_BOILING_WATER,
            "only what is below -273.15 is refused")
        .wrong(
            "refuses absolute zero",
            Wrong.REFUSES_ABSOLUTE_ZERO,
            "only what is below -273.15 is refused")
        .wrong("clamps", Wrong.CLAMPS, "and the model believes")
        .wrong(
            "returns not a number",
            Wrong.RETURNS_NOT_A_NUMBER,
            "which does not say what to do better")
        .wrong("divides integers", Wrong.DIVIDES_INTEGERS, "celsius * 9 / 5 + 32")
        .wrong(
            "throws in the lambda only",
            Wrong.THROWS_IN_THE_LAMBDA_ONLY,
            "Throw in the method itself")
        .wrong(
            "the tool does not use the method",
            Wrong.THE_TOOL_DOES_NOT_USE_THE_METHOD,
            "and the model believes")
        .wrong(
            "catches in the tool",
            Wrong.CATCHES_IN_THE_TOOL,
            "which does not say what to do better")
        .wrong("ends the run", Wrong.ENDS_THE_RUN, "The model should hear of the tool's failure")
        .wrong("has no tool", Wrong.HAS_NO_TOOL, "The model was offered the tools []")
        .wrong(
            "names the tool otherwise",
            Wrong.NAMES_THE_TOOL_OTHERWISE,
            "The model was offered the tools [fahrenheit]")
        .wrong("takes whole degrees", Wrong.TAKES_WHOLE_DEGREES, "For -273.15 the tool returned")
        .wrong("takes the answer apart", Wrong.TAKES_THE_ANSWER_APART, "free to answer in prose")
        .wrong(
            "converts once more", Wrong.CONVERTS_ONCE_MORE, "Return finalOutputAs(Summary.class)")
        .wrong(
            "reads the article itself",
            Wrong.READS_THE_ARTICLE_ITSELF,
            "Return finalOutputAs(Summary.class)")
        .wrong(
            "knows the answer", Wrong.KNOWS_THE_ANSWER, "but the model answered Summary[place=Oslo")
        .wrong("returns the text", Wrong.RETURNS_THE_TEXT, "Return finalOutputAs(Summary.class)")
        .wrong("runs twice", Wrong.RUNS_TWICE, "ran the agent more than once")
        .wrong("never sends the article", Wrong.NEVER_SENDS_THE_ARTICLE, "never saw the article")
        .wrong(
            "sends it in the instructions",
            Wrong.SENDS_IT_IN_THE_INSTRUCTIONS,
            "is in the agent's instructions")
        .wrong("sends it twice", Wrong.SENDS_IT_TWICE, "is in the agent's instructions")
        .wrong("runs nothing", Wrong.RUNS_NOTHING, "never called")
        .wrong(
            "says: Invalid input",
            Wrong.saying("Invalid input"),
            "which does not say what to do better")
        .wrong(
            "says: Too cold: below absolute zero",
            Wrong.saying("Too cold: below absolute zero"),
            "which does not say what to do better")
        .wrong(
            "says: Only numbers below -273.15 are possible",
            Wrong.saying("Only numbers below -273.15 are possible"),
            "says the opposite")
        .wrong(
            "says: The temperature must be less than -273.15",
            Wrong.saying("The temperature must be less than -273.15."),
            "says the opposite")
        .wrong(
            "says: Invalid: use at most -273.15",
            Wrong.saying("Invalid: use at most -273.15"),
            "says the opposite")
        .wrong(
            "says: -300 cannot be, the value should be <= -273.15",
            Wrong.saying("-300 cannot be, the value should be <= -273.15"),
            "says the opposite")
        .wrong(
            "says: Valid are -273.15 or less",
            Wrong.saying("Valid are -273.15 or less"),
            "says the opposite")
        .wrong(
            "says: Give me a smaller number than -273.15",
            Wrong.saying("Give me a smaller number than -273.15"),
            "says the opposite")
        .wrong(
            "says: The temperature must be lower than absolute zero: -273.15",
            Wrong.saying("The temperature must be lower than absolute zero: -273.15"),
            "says the opposite")
        .wrong(
            "says: It can only be under minus 273.15 degrees",
            Wrong.saying("It can only be under minus 273.15 degrees"),
            "says the opposite")
        .wrong(
            "says: Possible is what is below -273.15",
            Wrong.saying("Possible is what is below -273.15"),
            "says the opposite")
        .tests();
  }
}
