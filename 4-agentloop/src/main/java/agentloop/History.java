package agentloop;

import agents.UserError;
import com.fasterxml.jackson.databind.*;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.*;
import java.io.IOException;
import java.nio.file.*;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.*;

/** What was said so far, in memory and in a file; all but the last turns is forgotten. */
final class History {
  private static final ObjectMapper JSON = ObjectMappers.jsonMapper();
  private final Path file;
  private final int maxTurns;
  private List<ResponseInputItem> items = List.of();

  History(Path file, int maxTurns) {
    this.file = file;
    this.maxTurns = maxTurns;
    try {
      if (Files.exists(file)) {
        items = List.of(JSON.readValue(file.toFile(), ResponseInputItem[].class));
      }
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: delete it to start a new one.");
    }
  }

  /** What to ask the model with. A question is history only once it is answered. */
  List<ResponseInputItem> with(String question) {
    var user = EasyInputMessage.builder().role(EasyInputMessage.Role.USER);
    var asked = ResponseInputItem.ofEasyInputMessage(user.content(question).build());
    return Stream.concat(items.stream(), Stream.of(asked)).toList();
  }

  /** Cuts only at questions: a service refuses a tool's output without its call. */
  void replaceBy(List<ResponseInputItem> all) {
    int forget = Math.max(0, questions(all).size() - maxTurns);
    items = all.subList(questions(all).get(forget), all.size());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), items);
    } catch (IOException e) {
      throw new UserError("The conversation cannot be saved: " + e);
    }
  }

  int turns() {
    return questions(items).size();
  }

  private static List<Integer> questions(List<ResponseInputItem> all) {
    JsonNode json = JSON.valueToTree(all);
    IntPredicate user = i -> json.get(i).path("role").asText().equals("user");
    return IntStream.range(0, all.size()).filter(user).boxed().toList();
  }
}
