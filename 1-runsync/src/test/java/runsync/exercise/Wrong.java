package runsync.exercise;

import static runsync.exercise.Right.message;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Solutions as students write them on their way to a right one. */
final class Wrong {
  private Wrong() {}

  /** Takes the model for somebody who remembers. */
  static List<String> asksAlone(Agent agent, String first, String second) {
    return List.of(text(Runner.runSync(agent, first)), text(Runner.runSync(agent, second)));
  }

  static List<String> asksBothAtOnce(Agent agent, String first, String second) {
    var one = Runner.run(agent, first);
    var two = Runner.run(agent, second);
    return List.of(text(one.join()), text(two.join()));
  }

  static List<String> asksInOneMessage(Agent agent, String first, String second) {
    return List.of(text(Runner.runSync(agent, first + " " + second)));
  }

  static List<String> sendsBothQuestionsFirst(Agent agent, String first, String second) {
    var questions = List.of(message(Role.USER, first), message(Role.USER, second));
    RunResult result = Runner.runSync(agent, questions);
    return List.of(text(result), text(Runner.runSync(agent, result.toInputList())));
  }

  static List<String> forgetsTheAnswer(Agent agent, String first, String second) {
    String answer = text(Runner.runSync(agent, first));
    var questions = List.of(message(Role.USER, first), message(Role.USER, second));
    return List.of(answer, text(Runner.runSync(agent, questions)));
  }

  static List<String> forgetsTheQuestion(Agent agent, String first, String second) {
    String answer = text(Runner.runSync(agent, first));
    var items = List.of(message(Role.ASSISTANT, answer), message(Role.USER, second));
    return List.of(answer, text(Runner.runSync(agent, items)));
  }

  static List<String> gluesTheTexts(Agent agent, String first, String second) {
    String answer = text(Runner.runSync(agent, first));
    return List.of(answer, text(Runner.runSync(agent, first + "\n" + answer + "\n" + second)));
  }

  static List<String> putsTheAnswerIntoTheUsersMouth(Agent agent, String first, String second) {
    String answer = text(Runner.runSync(agent, first));
    var items =
        List.of(message(Role.USER, first), message(Role.USER, answer), message(Role.USER, second));
    return List.of(answer, text(Runner.runSync(agent, items)));
  }

  static List<String> putsTheQuestionIntoTheModelsMouth(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    var items = new ArrayList<>(result.toInputList());
    items.add(message(Role.ASSISTANT, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> putsTheNewQuestionFirst(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    var items = new ArrayList<>(result.toInputList());
    items.add(0, message(Role.USER, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> sendsTheFirstQuestionTwice(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    List<ResponseInputItem> items = new ArrayList<>();
    items.add(message(Role.USER, first));
    items.addAll(result.toInputList());
    items.add(message(Role.USER, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> neverAddsTheSecond(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    var items = new ArrayList<>(result.toInputList());
    items.add(message(Role.USER, first));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> asksOnceMoreToBeSure(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    Runner.runSync(agent, second);
    var items = new ArrayList<>(result.toInputList());
    items.add(message(Role.USER, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> addsToAListThatIsFixed(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    List<ResponseInputItem> items = List.copyOf(result.toInputList());
    items.add(message(Role.USER, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  private static final List<ResponseInputItem> ALL =
      Collections.synchronizedList(new ArrayList<>());

  static List<String> remembersTheLastConversation(Agent agent, String first, String second) {
    List<String> answers = new ArrayList<>();
    for (String question : List.of(first, second)) {
      ALL.add(message(Role.USER, question));
      RunResult result = Runner.runSync(agent, List.copyOf(ALL));
      ALL.add(message(Role.ASSISTANT, text(result)));
      answers.add(text(result));
    }
    return answers;
  }

  static List<String> writesTheAnswerItself(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    var items =
        List.of(
            message(Role.USER, first),
            message(Role.ASSISTANT, "The Nile."),
            message(Role.USER, second));
    return List.of(text(result), text(Runner.runSync(agent, items)));
  }

  static List<String> returnsTheLastAnswerOnly(Agent agent, String first, String second) {
    return Right.withStreams(agent, first, second).subList(1, 2);
  }

  static List<String> returnsTheFirstAnswerTwice(Agent agent, String first, String second) {
    String answer = Right.withStreams(agent, first, second).get(0);
    return List.of(answer, answer);
  }

  static List<String> returnsThemBackwards(Agent agent, String first, String second) {
    List<String> answers = Right.withStreams(agent, first, second);
    return List.of(answers.get(1), answers.get(0));
  }

  static List<String> returnsOneText(Agent agent, String first, String second) {
    return List.of(String.join("\n", Right.withStreams(agent, first, second)));
  }

  static List<String> returnsTheQuestionsToo(Agent agent, String first, String second) {
    List<String> answers = Right.withStreams(agent, first, second);
    return List.of(first, answers.get(0), second, answers.get(1));
  }

  static List<String> returnsNothing(Agent agent, String first, String second) {
    Right.withStreams(agent, first, second).forEach(String::strip);
    return null;
  }

  private static String text(RunResult result) {
    return (String) result.finalOutput();
  }
}
