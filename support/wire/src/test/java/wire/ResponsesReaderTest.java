package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers get wrong in the Responses API; single quotes stand for double ones. */
class ResponsesReaderTest {

  private static Response stream(String... events) throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String event : events) {
      stream.append(Api.event(event));
    }
    return Api.RESPONSES.readStream(stream.toString());
  }

  private static Response whole(String output) throws IOException {
    return Api.RESPONSES.readWhole(
        ("{'status':'completed','output':[" + output + "]}").replace('\'', '"'));
  }

  private static String failure(String... events) {
    return assertThrows(UnreadableAnswer.class, () -> stream(events)).getMessage();
  }

  private static String text(String output) throws IOException {
    return Api.text(whole(output));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'error','message':'Out of ideas'}",
        "{'type':'error','error':{'message':'Out of ideas'}}",
        "{'type':'error','error':null,'message':'Out of ideas'}",
        "{'object':'error','message':'Out of ideas'}",
        "{'type':'ping','error':'Out of ideas'}",
        "{'type':'response.failed','response':{'error':{'message':'Out of ideas'}}}",
      })
  void anErrorHasManyShapes(String event) {
    assertEquals("The model failed: Out of ideas", failure(event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null", "false", "0", "{}", "[]"})
  void anErrorThatSaysNothingIsNone(String error) throws IOException {
    String end = "{'type':'response.completed','response':" + Api.RESPONSES.whole("'hi'") + "}";
    assertEquals("hi", Api.text(stream("{'type':'ping','error':" + error + "}", end)));
  }

  /** The last event has the response already; what is returned is the same, but for the usage. */
  @Test
  void theResponseIsThatOfTheLastEvent() throws IOException {
    String response =
        "{'id':'r','status':'completed','output':[{'type':'message','id':'m','role':'assistant',"
            + "'status':'completed','content':[{'type':'output_text','text':'hi','annotations':[]}]}],"
            + "'tool_choice':'auto','new':[1],'usage':{'input_tokens':1,'output_tokens':2}}";
    Response read = stream("{'type':'response.completed','response':" + response + "}");
    ObjectNode expected = (ObjectNode) Json.parse(response.replace('\'', '"'));
    expected.set("usage", TokenCounts.of(expected.path("usage")));
    assertEquals(Json.MAPPER.convertValue(expected, Response.class), read);
    assertEquals(3, read.usage().orElseThrow().totalTokens());
  }

  @ParameterizedTest
  @CsvSource({
    "response.completed, completed",
    "response.incomplete, incomplete",
    "response.failed, failed"
  })
  void theEventGivesTheStatusIfTheResponseHasNone(String type, String status) throws IOException {
    for (String response :
        new String[] {"{}", "null", "{'status':null}", "{'status':5}", "{'output':[]}"}) {
      Response read = stream("{'type':'" + type + "','response':" + response + "}");
      assertEquals(status, read.status().orElseThrow().asString());
    }
    Response own = stream("{'type':'" + type + "','response':{'status':'cancelled'}}");
    assertEquals("cancelled", own.status().orElseThrow().asString());
  }

  @Test
  void anAnswerWithoutItemsGetsThoseThatWereStreamedInTheirOrder() throws IOException {
    String item = "{'type':'message','id':'m','content':'%s'}";
    String done = "{'type':'response.output_item.done','output_index':%d,'item':" + item + "}";
    String[] events = {
      done.formatted(1, "b"),
      done.formatted(0, "a"),
      done.formatted(1, "c"),
      "{'type':'response.output_item.done','item':" + item.formatted("d") + "}"
    };
    for (String output : new String[] {"", "'output':[],", "'output':null,"}) {
      String end = "{'type':'response.completed','response':{" + output + "'id':'r'}}";
      assertEquals(
          "acd", Api.text(stream(events[0], events[1], events[2], events[3], end)), output);
    }
    String own = "{'type':'response.completed','response':{'output':[%s]}}";
    assertEquals("z", Api.text(stream(events[0], own.formatted(item.formatted("z")))));
  }

  @Test
  void whatComesAfterTheEndIsNotRead() throws IOException {
    String end = "{'type':'response.completed','response':" + Api.RESPONSES.whole("'hi'") + "}";
    assertEquals("hi", Api.text(stream(end, "{'type':'error','message':'late'}")));
  }

  @Test
  void aBodyThatIsNoResponseSaysSo() throws IOException {
    for (String body : new String[] {"{\"hello\":1}", "[]", "5"}) {
      String said =
          assertThrows(UnreadableAnswer.class, () -> Api.RESPONSES.readWhole(body)).getMessage();
      assertEquals("The answer is no response. Is the base URL right? It says: " + body, said);
    }
    assertTrue(Api.RESPONSES.readWhole("{\"output\":[]}").output().isEmpty());
    assertTrue(Api.RESPONSES.readWhole("{\"status\":\"completed\"}").output().isEmpty());
  }

  @Test
  void aStreamThatEndsWithDoneAloneIsNoResponse() {
    assertEquals(
        "The stream ended without a response. Without the Responses API there, set"
            + " OPENAI_API=chat_completions.",
        failure("[DONE]"));
  }

  // The output.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'content':'hi'|hi",
        "'content':5|5",
        "'content':null|",
        "'content':[{'type':'output_text','text':'hi'}]|hi",
        "'content':[{'type':'output_text','text':7}]|7",
        "'content':[{'type':'output_text','text':null}]|",
        "'content':{'type':'output_text','text':'hi'}|hi",
        "'content':['x',{'type':'output_text','text':'hi'},null]|hi"
      })
  void theTextOfAMessage(String content, String expected) throws IOException {
    String message = "{'type':'message','id':'m'," + content + "}";
    assertEquals(expected == null ? "" : expected, text(message));
    for (JsonNode part :
        Json.MAPPER.<JsonNode>valueToTree(whole(message)).at("/output/0/content")) {
      assertTrue(part.path("annotations").isArray(), part.toString());
    }
  }

  @Test
  void annotationsStay() throws IOException {
    String part = "{'type':'output_text','text':'hi','annotations':[{'type':'x'}]}";
    JsonNode read =
        Json.MAPPER.valueToTree(whole("{'type':'message','id':'m','content':[" + part + "]}"));
    assertEquals("x", read.at("/output/0/content/0/annotations/0/type").asText());
  }

  @Test
  void aRefusalIsNoText() throws IOException {
    Response read =
        whole("{'type':'message','content':[{'type':'refusal','refusal':'no','text':'yes'}]}");
    ResponseOutputMessage message = read.output().get(0).asMessage();
    assertEquals("no", message.content().get(0).asRefusal().refusal());
    assertEquals("", message.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'call_id':'c','id':'i','name':'n','arguments':'{}'|c n {}",
        "'id':'i','name':'n','arguments':{'a':1}|i n {\"a\":1}",
        "'call_id':null,'id':'i','name':'n','arguments':[1]|i n [1]",
        "'call_id':7,'name':5,'arguments':null|7 5 ",
        "'call_id':'c'|c  "
      })
  void theFieldsOfACall(String fields, String expected) throws IOException {
    ResponseFunctionToolCall call = call("{'type':'function_call'," + fields + "}");
    String read = call.callId() + " " + call.name() + " " + call.arguments();
    assertEquals(expected.strip(), read.strip());
  }

  @Test
  void aCallWithoutAnyIdGetsOne() throws IOException {
    String id = call("{'type':'function_call','name':'n','arguments':'{}'}").callId();
    assertTrue(id.matches("call_[-0-9a-f]{36}"), id);
  }

  private static ResponseFunctionToolCall call(String item) throws IOException {
    return whole(item).output().get(0).asFunctionCall();
  }

  @Test
  void reasoningMayLackItsFields() throws IOException {
    var bare = whole("{'type':'reasoning'}").output().get(0).asReasoning();
    assertEquals("", bare.id());
    assertEquals(List.of(), bare.summary());
    String summary = "{'type':'summary_text','text':'hm'}";
    var full = whole("{'type':'reasoning','id':'r','summary':[" + summary + "]}").output().get(0);
    assertEquals("r", full.asReasoning().id());
    assertEquals("hm", full.asReasoning().summary().get(0).text());
  }

  @Test
  void whatIsNoItemIsLeftOut() throws IOException {
    assertEquals(1, whole("5,null,'x',{'type':'reasoning'}").output().size());
    assertEquals(
        "web",
        whole("{'type':'web','id':'web'}")
            .output()
            .get(0)
            ._json()
            .get()
            .convert(JsonNode.class)
            .path("id")
            .asText());
  }

  @Test
  void eventsArePassedOnBeforeTheAnswerEnds() throws IOException {
    List<ResponseStreamEvent> seen = new ArrayList<>();
    String stream = Api.RESPONSES.delta("'a'") + Api.RESPONSES.delta("'b'");
    assertThrows(
        IOException.class, () -> new ResponsesReader(seen::addAll).readStream(new Body(stream)));
    assertEquals(2, seen.size());
  }
}
