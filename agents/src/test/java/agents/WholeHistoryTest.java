package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.models.responses.ResponseInputItem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history that goes to a model has both halves of each tool call, or neither. */
class WholeHistoryTest {

  /** "u" is a question, "r" a thought, "a" an answer; "c1" is a call and "o1" its output. */
  @ParameterizedTest
  @CsvSource({
    "u a, u a",
    "u c1 o1 a, u c1 o1 a",
    "u c1, u",
    "u c1 c2 o2, u c2 o2",
    "o1 u a, u a",
    "u c1 o2 a, u a",
    "u c o a, u a", // neither has an id
    "u r c1, u",
    "u r r c1, u",
    "u r c1 o1, u r c1 o1",
    "u r c1 c2 o2, u c2 o2",
    "u r a c1, u r a",
    "u r c1 u, u u",
    "o1 r a, r a",
    "u r, u",
    "u r u a, u u a",
    "u c1 o1 r u, u c1 o1 u",
    "u r r a, u r r a",
    "u c1 o1 u c1, u c1 o1 u", // a server that uses an id again
    "u c1 o1 u c1 o1, u c1 o1 u c1 o1",
    "o1 c1 u, u",
  })
  void dropsHalves(String history, String kept) {
    List<ResponseInputItem> items = Arrays.stream(history.split(" ")).map(this::item).toList();
    List<ResponseInputItem> expected = Arrays.stream(kept.split(" ")).map(this::item).toList();
    assertEquals(text(expected), text(Memory.whole(items)));
  }

  private ResponseInputItem item(String name) {
    String id = name.length() > 1 ? "'call_id':'%s',".formatted(name.substring(1)) : "";
    String json =
        switch (name.charAt(0)) {
          case 'u' -> "{'role':'user','content':'Hi'}";
          case 'a' -> "{'role':'assistant','content':'Hello'}";
          case 'r' -> "{'type':'reasoning','id':'rs_1','summary':[]}";
          case 'c' -> "{'type':'function_call',%s'name':'w','arguments':'{}'}".formatted(id);
          default -> "{'type':'function_call_output',%s'output':'ok'}".formatted(id);
        };
    return SessionTest.item(json.replace('\'', '"'));
  }

  private static String text(List<ResponseInputItem> items) {
    return items.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }
}
