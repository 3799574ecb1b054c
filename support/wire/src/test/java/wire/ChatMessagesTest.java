package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said, in the words of the Chat Completions API; single quotes stand for double ones. */
class ChatMessagesTest {
  private static final String CALL =
      "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}";
  private static final String OUTPUT = "{'type':'function_call_output','call_id':'c','output':'o'}";

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  private static void assertMessages(String expected, String... items) {
    assertEquals(json("[" + expected + "]"), messages(Optional.empty(), items));
  }

  private static JsonNode messages(Optional<String> instructions, String... items) {
    List<ResponseInputItem> input = new ArrayList<>();
    for (String item : items) {
      input.add(Json.MAPPER.convertValue(json(item), ResponseInputItem.class));
    }
    return Json.MAPPER.valueToTree(ChatMessages.of(instructions, input, "here"));
  }

  private static String user(String content) {
    return "{'type':'message','role':'user','content':" + content + "}";
  }

  private static String assistant(String content) {
    return "{'type':'message','role':'assistant','id':'m','status':'completed','content':["
        + content
        + "]}";
  }

  @Test
  void instructionsComeFirst() {
    assertEquals(
        json("[{'role':'system','content':'Be kind.'},{'role':'user','content':'Hi'}]"),
        messages(Optional.of("Be kind."), user("'Hi'")));
  }

  @Test
  void oneTextIsAStringAndSeveralStayApart() {
    String a = "{'type':'input_text','text':'a'}";
    String b = "{'type':'input_text','text':'b'}";
    assertMessages("{'role':'user','content':'a'}", user("[" + a + "]"));
    assertMessages(
        "{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}",
        user("[" + a + "," + b + "]"));
  }

  @Test
  void anImageIsAnImageUrl() {
    String image = "{'type':'input_image','image_url':'data:image/png;base64,AA','detail':'low'}";
    String text = "{'type':'input_text','text':'What is it?'}";
    assertMessages(
        "{'role':'user','content':[{'type':'text','text':'What is it?'},{'type':'image_url',"
            + "'image_url':{'url':'data:image/png;base64,AA','detail':'low'}}]}",
        user("[" + text + "," + image + "]"));
  }

  @Test
  void aFileIsAFile() {
    String file = "{'type':'input_file','filename':'a.pdf','file_data':'data:AA'}";
    assertMessages(
        "{'role':'user','content':[{'type':'file','file':{'filename':'a.pdf',"
            + "'file_data':'data:AA'}}]}",
        user("[" + file + "]"));
  }

  @Test
  void aRefusalIsNotGluedToTheText() {
    String text = "{'type':'output_text','text':'a','annotations':[]}";
    String refusal = "{'type':'refusal','refusal':'no'}";
    assertMessages(
        "{'role':'assistant','content':'a','refusal':'no'}", assistant(text + "," + refusal));
    assertMessages("{'role':'assistant','content':null,'refusal':'no'}", assistant(refusal));
  }

  @Test
  void callsBelongToTheMessageBeforeThem() {
    String call = "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}";
    assertMessages(
        "{'role':'assistant','content':'a','tool_calls':["
            + call
            + ","
            + call
            + "]},"
            + "{'role':'tool','tool_call_id':'c','content':'o'}",
        assistant("{'type':'output_text','text':'a','annotations':[]}"),
        CALL,
        CALL,
        OUTPUT);
    assertMessages("{'role':'assistant','content':null,'tool_calls':[" + call + "]}", CALL);
  }

  @Test
  void aToolsOutputInPartsIsText() {
    String part = "{'type':'input_text','text':'%s'}";
    String output = "{'type':'function_call_output','call_id':'c','output':[%s]}";
    assertMessages(
        "{'role':'tool','tool_call_id':'c','content':'o'}", output.formatted(part.formatted("o")));
    assertMessages(
        "{'role':'tool','tool_call_id':'c','content':[{'type':'text','text':'o'},"
            + "{'type':'text','text':'p'}]}",
        output.formatted(part.formatted("o") + "," + part.formatted("p")));
  }

  @Test
  void aFlatToolIsNestedUnderItsType() {
    JsonNode nested =
        ChatMessages.wrap("function", json("{'type':'function','name':'f'}"))
            .convert(JsonNode.class);
    assertEquals(json("{'type':'function','function':{'name':'f'}}"), nested);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'item_reference','id':'x'}",
        "{'type':'message','role':'user','content':[{'type':'input_image','file_id':'x'}]}",
        "{'type':'message','role':'user','content':[{'type':'input_file','file_url':'x'}]}",
        "{'type':'function_call_output','call_id':'c','output':[{'type':'input_image',"
            + "'image_url':'x'}]}",
      })
  void whatCannotBeSaidIsNamed(String item) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> messages(Optional.empty(), item));
    assertTrue(error.getMessage().startsWith("The Chat Completions API cannot be sent "));
    assertTrue(error.getMessage().contains("OPENAI_API=responses"));
  }

  // Thoughts that go back.

  /** What a chat completion with this message becomes as the assistant's part of a history. */
  private static JsonNode sentBack(String message, String... before) throws IOException {
    Response response =
        Api.CHAT.readWhole(
            ("{'id':'c','choices':[{'finish_reason':'stop','message':{" + message + "}}]}")
                .replace('\'', '"'));
    List<String> items = new ArrayList<>(List.of(before));
    response.output().forEach(item -> items.add(Json.MAPPER.valueToTree(item).toString()));
    JsonNode messages = messages(Optional.empty(), items.toArray(String[]::new));
    return messages.path(messages.size() - 1);
  }

  private static final String TOOL_CALL =
      "'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]";

  @Test
  void deepSeekGetsItsThoughtsBackWithinATurnOfTools() throws IOException {
    String thought = "'reasoning_content':'Hm.',";
    assertEquals("Hm.", sentBack(thought + TOOL_CALL).path("reasoning_content").asText());
    assertEquals(
        "Hm.",
        sentBack(thought + "'content':'a'", CALL, OUTPUT).path("reasoning_content").asText());
    assertEquals(json("{'role':'assistant','content':'a'}"), sentBack(thought + "'content':'a'"));
  }

  @Test
  void openRouterGetsItsDetailsBack() throws IOException {
    String details =
        "[{'type':'reasoning.text','text':'Hm.','signature':'s','index':0},"
            + "{'type':'reasoning.encrypted','data':'x'},{'type':'reasoning.encrypted','data':'y'}]";
    String message = "'reasoning':'Hm.','reasoning_details':" + details + ",";
    assertEquals(json(details), sentBack(message + "'content':'a'").path("reasoning_details"));
    assertEquals(json(details), sentBack(message + TOOL_CALL).path("reasoning_details"));
  }

  @Test
  void detailsInPiecesArePutTogether() throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String piece :
        new String[] {
          "{'type':'reasoning.text','text':'H','index':0,'signature':null}",
          "{'type':'reasoning.text','text':'m.','index':0}",
          "{'type':'reasoning.text','signature':'s','index':0}",
          "{'type':'reasoning.encrypted','data':'x','index':1}"
        }) {
      stream.append(
          Api.event("{'id':'c','choices':[{'delta':{'reasoning_details':[" + piece + "]}}]}"));
    }
    Response response = Api.CHAT.readStream(stream + Api.CHAT.delta("'a'") + Api.CHAT.end(""));
    JsonNode item = Json.MAPPER.valueToTree(response.output().get(0));
    assertEquals(
        json(
            "[{'type':'reasoning.text','text':'Hm.','index':0,'signature':'s'},"
                + "{'type':'reasoning.encrypted','data':'x','index':1}]"),
        item.path("reasoning_details"));
    assertEquals("Hm.", item.at("/summary/0/text").asText());
  }

  @Test
  void flaggedThoughtsWithoutTagsAreTheAnswerIfNothingFollows() throws IOException {
    String thought = "'content':'Yes.','extra_content':{'google':{'thought':true}}";
    String whole = "{'choices':[{'finish_reason':'stop','message':{" + thought + "}}]}";
    assertEquals("Yes.", Api.text(Api.CHAT.readWhole(whole.replace('\'', '"'))));
    String more = Api.event("{'id':'c','choices':[{'delta':{" + thought + "}}]}");
    assertEquals(
        "Really.",
        Api.text(Api.CHAT.readStream(more + Api.CHAT.delta("'Really.'") + Api.CHAT.end(""))));
  }
}
