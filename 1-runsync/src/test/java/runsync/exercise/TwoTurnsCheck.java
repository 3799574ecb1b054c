package runsync.exercise;

import agents.Agent;
import java.util.List;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;
import testkit.ExerciseWait;

/** What is right in the exercise TwoTurns: what the model was asked, and what came of it. */
final class TwoTurnsCheck implements ExerciseCheck {
  private static final String FIRST = "What is the longest river of Africa?";
  private static final String ANSWER = "The Nile.";
  private static final String SECOND = "How long is it?";
  private static final String ANSWER_2 = "About 6650 kilometres.";

  interface Method {
    List<String> ask(Agent agent, String first, String second) throws Exception;
  }

  @Override
  public String check() {
    check(TwoTurns::ask);
    return "the second question was asked with the first and its answer.";
  }

  static void check(Method method) {
    ExerciseModel model = new ExerciseModel(Answer.text(ANSWER), Answer.text(ANSWER_2));
    Agent agent = Agent.builder().name("Checker").model(model).build();
    List<String> answers =
        ExerciseWait.result(
            ExerciseWait.start(() -> method.ask(agent, FIRST, SECOND)),
            "ask(…) never came back, though the model answers at once: what does it wait for?");

    int calls = model.requests.size();
    ExerciseFailure.unless(
        calls == 2,
        "The model was called %s, but two questions are two calls: call Runner.runSync once"
            + " with the first question and once with the conversation so far.",
        calls == 1 ? "once" : calls + " times");
    seen(model.seen(0), model.seen(1));
    ExerciseFailure.unless(
        List.of(ANSWER, ANSWER_2).equals(answers),
        "ask(…) returned %s, but the answers were %s: return the finalOutput() of both runs.",
        answers,
        List.of(ANSWER, ANSWER_2));
  }

  private static void seen(List<String> one, List<String> two) {
    List<String> expected = List.of("user: " + FIRST, "assistant: " + ANSWER, "user: " + SECOND);
    ExerciseFailure.unless(
        one.equals(expected.subList(0, 1)),
        "In the first call the model saw %s, but it should see just the first question.",
        one);
    ExerciseFailure.unless(
        !two.equals(expected.subList(2, 3)),
        "The model saw the second question alone, so it cannot know what \"it\" is: add the"
            + " question to a copy of result.toInputList() and ask with that list.");
    ExerciseFailure.unless(
        two.contains(expected.get(1)) || two.size() == 1,
        "The model saw %s, both questions but not what it had answered, and it remembers nothing"
            + " by itself: result.toInputList() has the question and the answer.",
        two);
    ExerciseFailure.unless(
        two.size() != 3 || two.equals(expected) || !two.containsAll(expected),
        "The model saw the conversation in the wrong order, %s: the new question comes last,"
            + " after all that was said before it.",
        two);
    ExerciseFailure.unless(
        two.equals(expected),
        "In the second call the model saw %s, but it should see %s, each as an item of its own:"
            + " begin with result.toInputList() and add fromUser(second).",
        two,
        expected);
  }
}
