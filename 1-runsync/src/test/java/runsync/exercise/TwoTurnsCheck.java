package runsync.exercise;

import agents.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import testkit.ExerciseCheck;
import testkit.ExerciseFailure;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;
import testkit.ExerciseWait;

/** What is right in the exercise TwoTurns: what the model was sent, and what was returned. */
final class TwoTurnsCheck implements ExerciseCheck {
  private static final Talk NILE =
      new Talk(
          "What is the longest river of Africa?",
          "The Nile.",
          "How long is it?",
          "About 6650 kilometres.");
  private static final Talk EVEREST =
      new Talk(
          "What is the highest mountain?", "Mount Everest.", "Who climbed it first?", "Hillary.");

  interface Method {
    List<String> ask(Agent agent, String first, String second) throws Exception;
  }

  private record Talk(String first, String answer, String second, String secondAnswer) {
    List<String> items() {
      return List.of("user: " + first, "assistant: " + answer, "user: " + second);
    }
  }

  @Override
  public String check() {
    check(TwoTurns::ask);
    return "The second question was sent with the first one and its answer.";
  }

  static void check(Method method) {
    List<String> seen = new ArrayList<>(talk(method, NILE, List.of()));
    talk(method, EVEREST, seen); // nothing of the conversation before may be left over
  }

  /** Has a conversation. Returns what the model saw in its second call. */
  private static List<String> talk(Method method, Talk talk, List<String> before) {
    ExerciseModel model =
        new ExerciseModel(Answer.text(talk.answer()), Answer.text(talk.secondAnswer()));
    Agent agent = Agent.builder().name("Checker").model(model).build();
    List<String> answers = ask(method, agent, talk);
    int calls = model.requests.size();
    ExerciseFailure.unless(
        calls == 2,
        "The model was called %s, but two questions need two calls. Call Runner.runSync once with"
            + " the first question, and once with the conversation so far.",
        calls == 0 ? "not once" : calls == 1 ? "once" : calls + " times");
    ExerciseFailure.unless(
        IntStream.of(0, 1).noneMatch(i -> model.seen(i).equals(talk.items().subList(2, 3))),
        "The model saw the second question alone, so it cannot know what \"it\" is. Add the"
            + " question to a copy of result.toInputList(), and run with that list.");
    first(model.seen(0), talk, before);
    second(model.seen(1), talk);
    List<String> expected = List.of(talk.answer(), talk.secondAnswer());
    ExerciseFailure.unless(
        expected.equals(answers),
        "ask(…) returned %s, but the model's answers were %s, in this order. Return a list of the"
            + " finalOutput() of both runs.",
        answers,
        expected);
    return model.seen(1);
  }

  private static List<String> ask(Method method, Agent agent, Talk talk) {
    try {
      return ExerciseWait.get(
          ExerciseWait.start(() -> method.ask(agent, talk.first(), talk.second())),
          "ask(…) never returned, although the model answers at once. What does it wait for?");
    } catch (UnsupportedOperationException e) {
      throw new ExerciseFailure(
          "Your method tried to add to a list that cannot be changed: make a new ArrayList<>(…) of"
              + " result.toInputList(), and add to that.");
    } catch (Exception e) {
      throw ExerciseFailure.thrown(e);
    }
  }

  private static void first(List<String> seen, Talk talk, List<String> before) {
    ExerciseFailure.unless(
        before.stream().noneMatch(seen::contains),
        "ask(…) was called twice, and the second time the model still saw a conversation before"
            + " this one: %s. Begin each conversation with a new list.",
        seen);
    ExerciseFailure.unless(
        seen.equals(talk.items().subList(0, 1)),
        "In the first call the model saw %s, but it should see just the first question.",
        seen);
  }

  private static void second(List<String> seen, Talk talk) {
    List<String> expected = talk.items();
    String question = expected.get(0);
    String answer = expected.get(1);
    String next = expected.get(2);
    ExerciseFailure.unless(
        !seen.contains(answer.replace("assistant: ", "user: ")),
        "The model saw its own answer as if the user had said it: %s. result.toInputList() knows who"
            + " said what.",
        seen);
    ExerciseFailure.unless(
        !seen.equals(List.of(question, next)),
        "The model saw %s: both questions, but not what it had answered. It remembers nothing by"
            + " itself. result.toInputList() has the question and the answer.",
        seen);
    ExerciseFailure.unless(
        !seen.equals(List.of(answer, next)),
        "The model saw %s: its own answer, but not the first question. result.toInputList() has"
            + " both.",
        seen);
    ExerciseFailure.unless(
        !seen.contains(question) || seen.stream().anyMatch(item -> item.contains(talk.second())),
        "In the second call the model saw %s, but not the second question. Add fromUser(second) at"
            + " the end.",
        seen);
    boolean all = seen.containsAll(expected);
    ExerciseFailure.unless(
        !all || seen.size() == expected.size(),
        "The model saw too much: %s. result.toInputList() has the first question already; add only"
            + " fromUser(second).",
        seen);
    ExerciseFailure.unless(
        !all || seen.equals(expected),
        "The model saw the conversation in the wrong order: %s. The new question comes last, after"
            + " everything said before it.",
        seen);
    ExerciseFailure.unless(
        all,
        "In the second call the model saw %s, but it should see %s, each as its own item, and"
            + " nothing of another conversation. Begin with result.toInputList() and add"
            + " fromUser(second).",
        seen,
        expected);
  }
}
