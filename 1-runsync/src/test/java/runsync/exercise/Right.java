package runsync.exercise;

import agents.Agent;
import agents.RunResult;
import agents.RunResultStreaming;
import agents.Runner;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Right solutions, each in another style. */
final class Right {
  private Right() {}

  static List<String> withFutures(Agent agent, String first, String second) {
    RunResult one = Runner.run(agent, first).join();
    var items = new LinkedList<>(one.toInputList());
    items.addLast(message(Role.USER, second));
    RunResult two = Runner.run(agent, items).join();
    return Arrays.asList(one.finalOutputAs(String.class), two.finalOutputAs(String.class));
  }

  static List<String> withStreams(Agent agent, String first, String second) {
    RunResult one = Runner.runSync(agent, first);
    List<ResponseInputItem> all =
        Stream.concat(one.toInputList().stream(), Stream.of(message(Role.USER, second))).toList();
    return Stream.of(one, Runner.runSync(agent, all))
        .map(RunResult::finalOutput)
        .map(String::valueOf)
        .collect(Collectors.toList());
  }

  static List<String> readsBothAsTheyAreWritten(Agent agent, String first, String second) {
    List<String> answers = new ArrayList<>();
    List<ResponseInputItem> conversation = new ArrayList<>();
    for (String question : List.of(first, second)) {
      conversation.add(message(Role.USER, question));
      try (RunResultStreaming result = Runner.runStreamed(agent, conversation)) {
        result.streamEvents().forEach(event -> {});
        conversation = new ArrayList<>(result.toInputList());
        answers.add((String) result.finalOutput());
      }
    }
    return answers;
  }

  static List<String> writesTheHistoryItself(Agent agent, String first, String second) {
    String answer = (String) Runner.runSync(agent, first).finalOutput();
    List<ResponseInputItem> history =
        List.of(
            message(Role.USER, first), message(Role.ASSISTANT, answer), message(Role.USER, second));
    return List.of(answer, (String) Runner.runSync(agent, history).finalOutput());
  }

  static List<String> addsWhatIsNew(Agent agent, String first, String second) {
    RunResult result = Runner.runSync(agent, first);
    List<ResponseInputItem> conversation = new ArrayList<>();
    conversation.add(message(Role.USER, first));
    for (var item : result.newItems()) {
      conversation.add(item.toInputItem());
    }
    conversation.add(message(Role.USER, second));
    String[] answers = {
      result.finalOutput().toString(), Runner.runSync(agent, conversation).finalOutput().toString()
    };
    return List.of(answers);
  }

  private static List<ResponseInputItem> conversation = new ArrayList<>();

  /** A list for all of it is fine if each conversation begins with an empty one. */
  static synchronized List<String> keepsItInAField(Agent agent, String first, String second) {
    conversation = new ArrayList<>();
    return Stream.of(first, second).map(question -> next(agent, question)).toList();
  }

  private static String next(Agent agent, String question) {
    conversation.add(message(Role.USER, question));
    RunResult result = Runner.runSync(agent, conversation);
    conversation = new ArrayList<>(result.toInputList());
    return result.finalOutputAs(String.class);
  }

  static ResponseInputItem message(Role role, String text) {
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
