package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How providers really stream chat completions, one test a quirk. */
class ChatQuirksTest {

  @Test
  void aCallWithoutIndexIsFoundByItsId() throws IOException {
    assertEquals(
        "a{\"x\":1} b{\"x\":2}",
        calls(
            tool("{'id':'1','function':{'name':'a','arguments':'{\\'x\\'' }}"),
            tool("{'id':'2','function':{'name':'b','arguments':'{\\'x\\'' }}"),
            tool("{'id':'1','function':{'arguments':':1}'}}"),
            tool("{'id':'2','function':{'arguments':':2}'}}"),
            finish("tool_calls")));
  }

  @Test
  void aPieceWithNeitherIndexNorIdContinuesTheLastCall() throws IOException {
    assertEquals(
        "a{\"x\":1}",
        calls(
            tool("{'id':'1','function':{'name':'a','arguments':'{\\'x\\'' }}"),
            tool("{'function':{'arguments':':1}'}}"),
            finish("tool_calls")));
  }

  @Test
  void parallelCallsThatAllHaveIndexZeroAreKeptApart() throws IOException {
    assertEquals(
        "a{} b{}",
        calls(
            tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{}'}}"),
            tool("{'index':0,'id':'2','function':{'name':'b','arguments':'{}'}}"),
            finish("stop")));
  }

  @Test
  void aNewIdForEachPieceOfOneCallDoesNotMakeManyCalls() throws IOException {
    assertEquals(
        "a{\"x\":1}",
        calls(
            tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{\\'x\\'' }}"),
            tool("{'index':0,'id':'2','function':{'arguments':':1}'}}"),
            finish("tool_calls")));
    assertEquals(
        "a{}",
        calls(
            tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{'}}"),
            tool("{'index':0,'id':'2','function':{'name':'a','arguments':'}'}}"),
            finish("tool_calls")));
  }

  @Test
  void piecesOfParallelCallsAreToldApartByTheirIndex() throws IOException {
    assertEquals(
        "a{} b{}",
        calls(
            tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{'}}"),
            tool("{'index':1,'id':'2','function':{'name':'b','arguments':'{'}}"),
            tool("{'index':0,'function':{'arguments':'}'}}"),
            tool("{'index':1,'function':{'arguments':'}'}}"),
            finish("tool_calls")));
  }

  @Test
  void aNewIndexBeginsACallOnlyIfItHasAnIdOrAName() throws IOException {
    String first = tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{'}}");
    assertEquals(
        "a{}",
        calls(first, tool("{'index':5,'function':{'arguments':'}'}}"), finish("tool_calls")));
    assertEquals(
        "a{ b{}",
        calls(
            first,
            tool("{'index':1,'function':{'name':'b','arguments':'{}'}}"),
            finish("tool_calls")));
    assertEquals(
        "a{ b{}",
        calls(
            first,
            tool("{'index':1,'id':'2'}"),
            tool("{'index':1,'function':{'name':'b','arguments':'{}'}}"),
            finish("tool_calls")));
  }

  @Test
  void aNewIdWithoutIndexBeginsACall() throws IOException {
    assertEquals(
        "a{} b{}",
        calls(
            tool("{'id':'1','function':{'name':'a','arguments':'{}'}}"),
            tool("{'id':'2','function':{'arguments':'{'}}"),
            tool("{'id':'2','function':{'name':'b','arguments':'}'}}"),
            finish("tool_calls")));
  }

  @Test
  void aNameThatIsRepeatedWithEachPieceIsOneCallAndAnotherNameIsAnother() throws IOException {
    String half = tool("{'index':0,'function':{'name':'a','arguments':'{'}}");
    assertEquals(
        "a{}",
        calls(
            half,
            tool("{'index':0,'function':{'name':'a','arguments':'}'}}"),
            finish("tool_calls")));
    assertEquals(
        "a{ b{}",
        calls(
            half,
            tool("{'index':0,'function':{'name':'b','arguments':'{}'}}"),
            finish("tool_calls")));
  }

  @Test
  void aNameMayComeInPieces() throws IOException {
    for (String more : List.of("'index':0", "'index':0,'id':'1'", "'id':'1'")) {
      assertEquals(
          "get_weather{}",
          calls(
              tool("{'index':0,'id':'1','function':{'name':'get_','arguments':''}}"),
              tool("{" + more + ",'function':{'name':'weather'}}"),
              tool("{" + more + ",'function':{'name':'get_weather','arguments':'{}'}}"),
              finish("tool_calls")),
          more);
    }
  }

  @Test
  void callsThatAllHaveTheSameIdAreKeptApart() throws IOException {
    for (String index : List.of("", "'index':0,", "'index':1,")) {
      for (String name : List.of("a", "b")) {
        assertEquals(
            "a{\"x\":1} " + name + "{\"x\":2}",
            calls(
                tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{\\'x\\':1}'}}"),
                tool(
                    "{%s'id':'1','function':{'name':'%s','arguments':'{\\'x\\':2}'}}"
                        .formatted(index, name)),
                finish("tool_calls")));
      }
    }
  }

  @Test
  void aCallThatIsSentAgainIsOneCall() throws IOException {
    String begun = tool("{'index':0,'id':'1','function':{'name':'a','arguments':''}}");
    String whole = tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{}'}}");
    String rest = tool("{'index':0,'function':{'arguments':'{}'}}");
    assertEquals("a{}", calls(begun, rest, whole, finish("tool_calls")));
    assertEquals("a{}", calls(whole, begun, finish("tool_calls")));
    String asText = tool("{'index':0,'id':'1','function':{'name':'a','arguments':'\\'{}\\''}}");
    assertEquals("a{}", calls(begun, rest, asText, finish("tool_calls")));
    String spaced = tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{ }'}}");
    assertEquals("a{}", calls(whole, spaced, finish("tool_calls")).replace(" ", ""));
    String real = tool("{'index':0,'function':{'arguments':'{\\'x\\':1}'}}");
    assertEquals("a{\"x\":1}", calls(whole, real, finish("tool_calls")));
    String trailing = tool("{'index':0,'function':{'arguments':' and more'}}");
    assertEquals("a{} and more", calls(whole, trailing, finish("tool_calls"))); // to be refused
    String nameless = tool("{'index':0,'function':{'name':'a','arguments':''}}");
    assertEquals("a{}", calls(whole, nameless, finish("tool_calls")));
  }

  @Test
  void wholeCallsWithoutIdsAreKeptApartAndGetIds() throws IOException {
    List<ResponseFunctionToolCall> calls =
        toolCalls(
            tool(
                "{'id':'','function':{'name':'a','arguments':'{}'}},"
                    + "{'id':'','function':{'name':'a','arguments':'{}'}}"),
            finish("tool_calls"));
    assertEquals(2, calls.stream().map(ResponseFunctionToolCall::callId).distinct().count());
  }

  @Test
  void anEmptyOrNullNameOrIdOverwritesNothing() throws IOException {
    assertEquals(
        "a{}",
        calls(
            tool("{'index':0,'id':'1','function':{'name':'a','arguments':'{'}}"),
            tool("{'index':0,'id':'','function':{'name':'','arguments':'}'}}"),
            tool("{'index':0,'id':null,'function':{'name':null,'arguments':null}}"),
            finish("tool_calls")));
  }

  @Test
  void anIdOrANameMayComeLater() throws IOException {
    assertEquals(
        "a{}",
        calls(
            tool("{'index':0,'function':{'arguments':'{'}}"),
            tool("{'index':0,'id':'1'}"),
            tool("{'index':0,'function':{'name':'a','arguments':'}'}}"),
            finish("tool_calls")));
  }

  @Test
  void argumentsMayBeAnObject() throws IOException {
    assertEquals(
        "a{\"x\":1}",
        calls(tool("{'id':'1','function':{'name':'a','arguments':{'x':1}}}"), finish("stop")));
  }

  @Test
  void aSignatureStaysWithItsCallWhereverItComes() throws IOException {
    String signature = "'extra_content':{'google':{'thought_signature':'sig'}}";
    String call = "'index':0,'id':'1','function':{'name':'a'}";
    for (List<ResponseFunctionToolCall> calls :
        List.of(
            toolCalls(tool("{" + call + "," + signature + "}"), "[DONE]"),
            toolCalls(tool("{" + call + "}"), tool("{'index':0," + signature + "}"), "[DONE]"),
            toolCalls(tool("{" + call + "}"), delta(signature), "[DONE]"))) {
      String extras = calls.get(0)._additionalProperties().toString();
      assertTrue(extras.contains("thought_signature=sig"), extras);
    }
  }

  @Test
  void thoughtsAreNoText() throws IOException {
    assertEquals(
        "yes",
        text(
            delta("'content':'<thought>hm','extra_content':{'google':{'thought':true}}"),
            delta("'reasoning_content':'hm'"),
            delta("'reasoning':'hm'"),
            delta("'content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]}]"),
            delta("'content':[{'type':'text','text':'y'}]"),
            delta("'content':'es'"),
            finish("stop")));
  }

  @Test
  void aDetailOfReasoningMayLackItsType() throws IOException {
    Response response =
        read(
            delta("'reasoning_details':[{'text':'h'},{'text':'m'}]"),
            delta("'reasoning_details':[{'data':'sealed'},{'data':'too'}]"),
            delta("'content':'yes'"),
            finish("stop"));
    assertEquals("yes", Api.text(response));
    JsonNode reasoning = Json.MAPPER.<JsonNode>valueToTree(response).at("/output/0");
    assertEquals("hm", reasoning.at("/summary/0/text").asText());
    assertEquals(
        "[{'text':'hm'},{'data':'sealed'},{'data':'too'}]".replace('\'', '"'),
        reasoning.path("reasoning_details").toString());
  }

  @Test
  void theEndOfThoughtsMayBeginTheAnswer() throws IOException {
    String flag = ",'extra_content':{'google':{'thought':true}}";
    assertEquals(
        "yes",
        text(
            delta("'content':'<thought>hm'" + flag),
            delta("'content':'hm'" + flag),
            delta("'content':'</thought>ye'"),
            delta("'content':'s'"),
            finish("stop")));
    assertEquals("yes", text(delta("'content':'<thought>hm</thought>yes'" + flag), "[DONE]"));
  }

  @Test
  void theirEndTagIsTextInAnAnswer() throws IOException {
    String flagged = "'content':'<thought>hm','extra_content':{'google':{'thought':true}}";
    for (String before : List.of("'reasoning_content':'hm'", flagged)) {
      assertEquals(
          "It ends with </thought>.",
          text(
              delta(before),
              delta("'content':'It ends '"),
              delta("'content':'with </thought>.'"),
              finish("stop")));
    }
  }

  @Test
  void usageIsTheLastAndNeverASum() throws IOException {
    Response response =
        read(
            chunk("'delta':{'content':'a'}", ",'usage':{'prompt_tokens':3,'total_tokens':4}"),
            chunk("'delta':{'content':'b'}", ",'usage':{'prompt_tokens':3,'total_tokens':5}"),
            finish("stop"),
            "{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':9}}");
    assertEquals(9, response.usage().orElseThrow().totalTokens());
    assertEquals(3, response.usage().orElseThrow().inputTokens());
  }

  @Test
  void chunksThatSayNothingAreSkipped() throws IOException {
    assertEquals(
        "hi",
        text(
            "{'id':'','choices':[],'prompt_filter_results':[]}",
            "{'choices':[{'index':0,'content_filter_results':{}}]}",
            delta("'content':null,'tool_calls':null"),
            delta("'content':'hi','tool_calls':[]"),
            "{'choices':[{'index':1,'delta':{'content':'another choice'}}]}",
            "{'choices':null}",
            "{}",
            finish("stop"),
            finish("stop"),
            "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':''}]}"));
  }

  @Test
  void doneEndsAStreamThatNamesNoFinishReason() throws IOException {
    assertEquals("hi", text(delta("'content':'hi'"), "[DONE]"));
  }

  @Test
  void aFinishReasonEndsAStreamWithoutDone() throws IOException {
    assertEquals("hi", text(delta("'content':'hi'"), finish("stop")));
  }

  @Test
  void withNeitherTheAnswerIsCutOff() {
    assertThrows(EOFException.class, () -> text(delta("'content':'hi'")));
  }

  @Test
  void piecesGluedTogetherAreReadOneByOne() throws IOException {
    assertEquals("hiho", text(delta("'content':'hi'") + delta("'content':'ho'"), finish("stop")));
  }

  @Test
  void anErrorComesFirstEvenBesideChoices() {
    String chunk = "{'error':{'code':502,'message':'out of memory'},'choices':[]}";
    assertEquals("The model failed: out of memory", failure(chunk));
    assertEquals("The model failed: out of memory", failure("[" + chunk + "]"));
    assertEquals("The model failed: {\"y\":1}", failure("{'error':{'y':1}}"));
    String inside = "'finish_reason':'error','error':{'code':502,'message':'out of memory'}";
    assertEquals("The model failed: out of memory", failure(chunk(inside, "")));
  }

  @Test
  void anErrorThatIsNullIsNone() throws IOException {
    assertEquals("hi", text("{'error':null,'choices':[]}", delta("'content':'hi'"), "[DONE]"));
  }

  @Test
  void whatWasCutOrFilteredIsIncomplete() throws IOException {
    for (String reason : List.of("length", "max_tokens", "MAX_TOKENS", "model_length")) {
      assertEquals("max_output_tokens", incomplete(read(delta("'content':'hi'"), finish(reason))));
    }
    for (String reason : List.of("content_filter", "safety", "SAFETY", "recitation")) {
      assertEquals("content_filter", incomplete(read(finish(reason))));
    }
    assertEquals("content_filter", incomplete(read(finish("content_filter: PROHIBITED_CONTENT"))));
    for (String reason : List.of("error", "function_call_filter: MALFORMED_FUNCTION_CALL")) {
      assertEquals(reason, incomplete(read(delta("'content':'hi'"), finish(reason))));
    }
  }

  private static String incomplete(Response response) {
    assertEquals("incomplete", response.status().orElseThrow().asString());
    return response.incompleteDetails().orElseThrow().reason().orElseThrow().asString();
  }

  private static String failure(String chunk) {
    return assertThrows(UnreadableAnswer.class, () -> read(chunk)).getMessage();
  }

  private static String text(String... chunks) throws IOException {
    return read(chunks).output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(part -> part.asOutputText().text())
        .collect(Collectors.joining());
  }

  private static String calls(String... chunks) throws IOException {
    return toolCalls(chunks).stream()
        .map(call -> call.name() + call.arguments())
        .collect(Collectors.joining(" "));
  }

  private static List<ResponseFunctionToolCall> toolCalls(String... chunks) throws IOException {
    return read(chunks).output().stream().flatMap(item -> item.functionCall().stream()).toList();
  }

  /** Reads a stream of these chunks; single quotes stand for double ones. */
  private static Response read(String... chunks) throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String chunk : chunks) {
      stream
          .append("data: ")
          .append(chunk.replace("\\'", "\\\"").replace('\'', '"'))
          .append("\n\n");
    }
    return new ChatChunkReader(event -> {}, "here").readStream(new Body(stream.toString()));
  }

  private static String tool(String calls) {
    return delta("'tool_calls':[" + calls + "]");
  }

  private static String delta(String delta) {
    return chunk("'delta':{" + delta + "}", "");
  }

  private static String finish(String reason) {
    return chunk("'delta':{},'finish_reason':'" + reason + "'", "");
  }

  private static String chunk(String choice, String more) {
    return "{'id':'c','choices':[{'index':0," + choice + "}]" + more + "}";
  }
}
