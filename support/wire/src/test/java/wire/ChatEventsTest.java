package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that a reader of a chat completion sees, in their order and with their places. */
class ChatEventsTest {
  private final List<JsonNode> events = new ArrayList<>();

  @Test
  void textComesAsItIsWritten() throws IOException {
    read(delta("'content':'Hel'"), delta("'content':'lo'"), finish());
    assertEvents(
        "created in_progress",
        "output_item.added 0 message in_progress",
        "content_part.added 0/0 output_text ''",
        "output_text.delta 0/0 'Hel'",
        "output_text.delta 0/0 'lo'",
        "content_part.done 0/0 output_text 'Hello'",
        "output_item.done 0 message completed",
        "completed completed");
  }

  @Test
  void aCallIsAnnouncedAsSoonAsItHasANameAndAnId() throws IOException {
    read(
        delta("'tool_calls':[{'index':0,'id':'1','function':{'arguments':'{'}}]"),
        delta("'tool_calls':[{'index':0,'function':{'name':'f','arguments':'\\'a\\''}}]"),
        delta("'tool_calls':[{'index':0,'function':{'arguments':':1}'}}]"),
        finish());
    assertEvents(
        "created in_progress",
        "output_item.added 0 function_call in_progress",
        "function_call_arguments.delta 0 '{\"a\"'",
        "function_call_arguments.delta 0 ':1}'",
        "output_item.done 0 function_call completed",
        "completed completed");
  }

  @Test
  void aCallWithoutAnIdIsAnnouncedAtTheEnd() throws IOException {
    read(
        delta("'tool_calls':[{'index':0,'function':{'name':'f','arguments':'{}'}}]"),
        delta("'content':'Wait.'"),
        finish());
    assertEvents(
        "created in_progress",
        "output_item.added 0 message in_progress",
        "content_part.added 0/0 output_text ''",
        "output_text.delta 0/0 'Wait.'",
        "content_part.done 0/0 output_text 'Wait.'",
        "output_item.added 1 function_call in_progress",
        "function_call_arguments.delta 1 '{}'",
        "output_item.done 0 message completed",
        "output_item.done 1 function_call completed",
        "completed completed");
  }

  @Test
  void thoughtsAndARefusalHaveTheirOwnParts() throws IOException {
    read(
        delta("'reasoning':'Hm.'"),
        delta("'content':'I'"),
        delta("'refusal':'I won\\u0027t.'"),
        finish());
    assertEvents(
        "created in_progress",
        "output_item.added 0 reasoning in_progress",
        "reasoning_summary_part.added 0/0 summary_text ''",
        "reasoning_summary_text.delta 0/0 'Hm.'",
        "output_item.added 1 message in_progress",
        "content_part.added 1/0 output_text ''",
        "output_text.delta 1/0 'I'",
        "content_part.added 1/1 refusal ''",
        "refusal.delta 1/1 'I won't.'",
        "reasoning_summary_part.done 0/0 summary_text 'Hm.'",
        "content_part.done 1/0 output_text 'I'",
        "content_part.done 1/1 refusal 'I won't.'",
        "output_item.done 0 reasoning completed",
        "output_item.done 1 message completed",
        "completed completed");
  }

  @Test
  void anAnswerHasTheIdAndTheModelThatCameFirst() throws IOException {
    Response response =
        read(
            "{'id':'','model':'','choices':[]}",
            "{'id':'first','model':'m1','choices':[]}",
            "{'id':'second','model':'m2','choices':[]}",
            delta("'content':'hi'"),
            finish());
    assertEquals("first", response.id());
    assertEquals("m1", response.model().asString());
  }

  @Test
  void thoughtsInAListOfPartsAreReadAsThoughts() throws IOException {
    read(
        delta("'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm.'}]}]"),
        delta("'content':[{'type':'text','text':'Yes.'}]"),
        finish());
    assertEquals("Hm.", said("reasoning_summary_text.delta"));
    assertEquals("Yes.", said("output_text.delta"));
  }

  @Test
  void whatComesBeforeTheEndOfThoughtsIsStillAThought() throws IOException {
    String flag = ",'extra_content':{'google':{'thought':true}}";
    read(delta("'content':'<thought>H'" + flag), delta("'content':'m.</thought>Yes.'"), finish());
    assertEquals("Hm.", said("reasoning_summary_text.delta"));
    assertEquals("Yes.", said("output_text.delta"));
  }

  @Test
  void aTagInTheAnswerItselfIsText() throws IOException {
    String answer = "Write <thought>x</thought>.";
    read(delta("'content':'" + answer + "'"), delta("'content':'<thought>y'"), finish());
    assertEquals(answer + "<thought>y", said("output_text.delta"));
  }

  @Test
  void theOneCallOfAnOldServerIsRead() throws IOException {
    Response response =
        read(
            delta("'function_call':{'name':'f','arguments':'{'}"),
            delta("'function_call':{'arguments':'}'}"),
            finish());
    assertEquals(1, response.output().size());
    assertEquals("f", response.output().get(0).asFunctionCall().name());
    assertEquals("{}", response.output().get(0).asFunctionCall().arguments());
    assertTrue(response.output().get(0).asFunctionCall().callId().startsWith("call_"));
  }

  private Response read(String... chunks) throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String chunk : chunks) {
      stream.append(Api.event(chunk.replace("\\'", "\\\"")));
    }
    return new ChatChunkReader(
            batch -> batch.forEach(event -> events.add(Json.MAPPER.valueToTree(event))), "here")
        .readStream(new Body(stream.toString()));
  }

  private static String delta(String delta) {
    return "{'id':'c','choices':[{'index':0,'delta':{" + delta + "}}]}";
  }

  private static String finish() {
    return "{'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";
  }

  /** All that the deltas of one kind say. */
  private String said(String type) {
    StringBuilder said = new StringBuilder();
    events.stream()
        .filter(event -> event.path("type").asText().equals("response." + type))
        .forEach(event -> said.append(event.path("delta").asText()));
    return said.toString();
  }

  private void assertEvents(String... expected) {
    assertEquals(
        String.join("\n", expected),
        String.join("\n", events.stream().map(ChatEventsTest::line).toList()));
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt(), "numbered in order");
    }
  }

  /** Its type, its place in the output, and what it says. */
  private static String line(JsonNode event) {
    String line = event.path("type").asText().replaceFirst("^response\\.", "");
    if (event.has("output_index")) {
      line += " " + event.path("output_index").asText();
    }
    for (String index : List.of("content_index", "summary_index")) {
      line += event.has(index) ? "/" + event.path(index).asText() : "";
    }
    if (event.has("delta")) {
      return line + " '" + event.path("delta").asText() + "'";
    }
    if (event.has("part")) {
      JsonNode part = event.path("part");
      String text = part.path("text").asText(part.path("refusal").asText());
      return line + " " + part.path("type").asText() + " '" + text + "'";
    }
    JsonNode item = event.has("item") ? event.path("item") : event.path("response");
    String type = event.has("item") ? " " + item.path("type").asText() : "";
    return line + type + " " + item.path("status").asText();
  }
}
