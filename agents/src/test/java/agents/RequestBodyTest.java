package agents;

import static agents.Http.*;
import static agents.ScriptedModel.call;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wire.Json;

/** What is sent to the two APIs. */
@Timeout(60)
class RequestBodyTest {
  record Movie(String title) {}

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Agent.Builder agent(String api) {
    Agent.Builder agent = Agent.builder().name("Test").model(Http.model(api, Http.url(server)));
    return agent.instructions("Be brief.");
  }

  private static void assertJson(String expected, JsonNode actual) {
    assertEquals(Json.parse(expected.replace('\'', '"')), actual);
  }

  /** The body that an agent with settings of its own and of the run sends. */
  private JsonNode bodyWithSettings(String api) throws Exception {
    server.enqueue(api.equals("chat") ? chatText("Hi") : responsesText("Hi"));
    var own = ModelSettings.DEFAULT.temperature(0.1).maxTokens(50).toolChoice("weather");
    RunConfig.Builder config = RunConfig.builder();
    config.modelSettings(ModelSettings.DEFAULT.temperature(0.9).with("seed", 7));
    Runner.runSync(
        agent(api).tool(Tools.weather()).modelSettings(own).build(), "Hi", config.build());
    return body(server);
  }

  @Test
  void settingsOverResponses() throws Exception {
    JsonNode body = bodyWithSettings("responses");
    assertJson("0.9", body.path("temperature"));
    assertJson("50", body.path("max_output_tokens"));
    assertFalse(body.has("max_tokens"));
    assertJson("7", body.path("seed"));
    assertJson("{'type':'function','name':'weather'}", body.path("tool_choice"));
    assertJson("'weather'", body.at("/tools/0/name"));
    assertJson("'Be brief.'", body.path("instructions"));
    assertJson("'test-model'", body.path("model"));
  }

  @Test
  void aToolWithoutArgumentsIsStrictToo() throws Exception {
    server.enqueue(responsesText("Hi"));
    FunctionTool now = FunctionTool.of("now", "The time.", context -> "noon");
    Runner.runSync(agent("responses").tool(now).build(), "Hi");
    assertJson(
        "{'type':'function','name':'now','description':'The time.','strict':true,'parameters':"
            + "{'type':'object','properties':{},'required':[],'additionalProperties':false}}",
        body(server).at("/tools/0"));
  }

  /** Providers cache the beginning of a request, and only if it is the same to the letter. */
  @Test
  void theOrderOfFieldsIsTheSameInEachJvm() throws Exception {
    server.enqueue(responsesText("Hi"));
    FunctionTool now = FunctionTool.of("now", "The time.", context -> "noon");
    var settings = ModelSettings.DEFAULT.toolChoice("now");
    Runner.runSync(agent("responses").tool(now).modelSettings(settings).build(), "Hi");
    JsonNode body = body(server);
    assertEquals(
        "{'type':'object','properties':{},'required':[],'additionalProperties':false}",
        body.at("/tools/0/parameters").toString().replace('"', '\''));
    assertEquals(
        "{'type':'function','name':'now'}", body.path("tool_choice").toString().replace('"', '\''));
  }

  @Test
  void settingsOverChat() throws Exception {
    JsonNode body = bodyWithSettings("chat");
    assertJson("0.9", body.path("temperature"));
    assertJson("50", body.path("max_tokens"));
    assertFalse(body.has("max_output_tokens"));
    assertJson("7", body.path("seed"));
    assertJson("{'type':'function','function':{'name':'weather'}}", body.path("tool_choice"));
    assertJson("'weather'", body.at("/tools/0/function/name"));
    assertJson(
        "[{'role':'system','content':'Be brief.'},{'role':'user','content':'Hi'}]",
        body.path("messages"));
  }

  @Test
  void whatIsNotSetIsNotSent() throws Exception {
    server.enqueue(chatText("Hi"));
    server.enqueue(chunks(chunk("{'content':'Hi'}"), STOP));
    server.enqueue(responsesText("Hi"));
    Runner.runSync(agent("chat").build(), "Hi");
    try (var run = Runner.runStreamed(agent("chat").build(), "Hi")) {
      Events.all(run);
    }
    Runner.runSync(agent("responses").build(), "Hi");

    assertEquals(List.of("messages", "model"), names(body(server)));
    assertEquals(List.of("messages", "model", "stream"), names(body(server)));
    assertEquals(List.of("input", "instructions", "model"), names(body(server)));
  }

  private static List<String> names(JsonNode body) {
    return body.properties().stream().map(property -> property.getKey()).sorted().toList();
  }

  @Test
  void anOutputTypeIsSentAsAStrictSchema() throws Exception {
    server.enqueue(responsesText("{}".replace("{}", "{\\\"title\\\":\\\"Alien\\\"}")));
    server.enqueue(chatText("{\\'title\\':\\'Alien\\'}"));
    try {
      Runner.runSync(agent("responses").outputType(Movie.class).build(), "A movie?");
    } catch (ModelBehaviorError e) {
      // What is answered is no matter here.
    }
    Runner.runSync(agent("chat").outputType(Movie.class).build(), "A movie?");

    JsonNode responses = body(server).at("/text/format");
    JsonNode chat = body(server).path("response_format");
    assertJson("'json_schema'", responses.path("type"));
    assertJson("'json_schema'", chat.path("type"));
    assertJson("'string'", responses.at("/schema/properties/title/type"));
    assertEquals(responses.path("schema"), chat.at("/json_schema/schema"));
    assertJson("true", chat.at("/json_schema/strict"));
  }

  /** One run with a message and a tool call, and its list as the input of a second run. */
  private JsonNode inputOfSecondRun(String api) throws Exception {
    ScriptedModel first =
        ScriptedModel.play(
            turn(text("Let me see"), call("weather", "{}"), call("city", "{\"name\":\"Rome\"}")),
            turn(text("Sunny.")));
    RunResult result =
        Runner.runSync(Tools.agent(first, Tools.weather(), Tools.city()), "Weather?");
    server.enqueue(api.equals("chat") ? chatText("Hi") : responsesText("Hi"));
    Runner.runSync(agent(api).build(), result.toInputList());
    return body(server);
  }

  @Test
  void theInputListOfARunOverResponses() throws Exception {
    JsonNode input = inputOfSecondRun("responses").path("input");
    List<String> types =
        input.findValues("type").isEmpty()
            ? List.of()
            : java.util.stream.StreamSupport.stream(input.spliterator(), false)
                .map(item -> item.path("type").asText("message"))
                .toList();
    assertEquals(
        List.of(
            "message",
            "message",
            "function_call",
            "function_call",
            "function_call_output",
            "function_call_output",
            "message"),
        types);
    assertJson("'call_1_2'", input.at("/2/call_id"));
    assertJson("'call_1_2'", input.at("/4/call_id"));
    assertJson("'sunny'", input.at("/4/output"));
    assertJson("'call_1_3'", input.at("/5/call_id"));
    assertJson("'Sunny.'", input.at("/6/content/0/text"));
  }

  @Test
  void theInputListOfARunOverChat() throws Exception {
    assertJson(
        """
        [{'role':'system','content':'Be brief.'},
         {'role':'user','content':'Weather?'},
         {'role':'assistant','content':'Let me see','tool_calls':[
          {'id':'call_1_2','type':'function','function':{'name':'weather','arguments':'{}'}},
          {'id':'call_1_3','type':'function',
           'function':{'name':'city','arguments':'{#name#:#Rome#}'}}]},
         {'role':'tool','tool_call_id':'call_1_2','content':'sunny'},
         {'role':'tool','tool_call_id':'call_1_3','content':'Rome'},
         {'role':'assistant','content':'Sunny.'}]
        """
            .replace("#", "\\'"),
        inputOfSecondRun("chat").path("messages"));
  }

  /** Gemini refuses a call that comes back without the signature of its thoughts. */
  @Test
  void theThoughtSignatureOfAStreamedCallComesBackOnThatCall() throws Exception {
    String call = "{'id':'%s','type':'function','function':{'name':'weather','arguments':'{}'}%s}";
    String signature = ",'extra_content':{'google':{'thought_signature':'c2lnbg=='}}";
    String calls = call.formatted("a", signature) + "," + call.formatted("b", "");
    server.enqueue(chunks(chunk("{'role':'assistant','tool_calls':[" + calls + "]}"), STOP));
    server.enqueue(chunks(chunk("{'content':'Sunny.'}"), STOP));
    try (var run = Runner.runStreamed(agent("chat").tool(Tools.weather()).build(), "Hi")) {
      Events.all(run);
      assertEquals("Sunny.", run.finalOutput());
    }
    body(server);
    JsonNode again = body(server).at("/messages/2/tool_calls");
    assertJson("[" + calls + "]", again);
  }

  @Test
  void whatOnlyOneProviderUnderstandsGoesToNoOther() throws Exception {
    String call =
        "{'id':'a','type':'function','function':{'name':'weather','arguments':'{}'},"
            + "'extra_content':{'google':{'thought_signature':'c2lnbg=='}}}";
    String thoughts = "'reasoning_content':'Hm.','reasoning_details':[{'data':'sealed'}]";
    server.enqueue(chunks(chunk("{" + thoughts + ",'tool_calls':[" + call + "]}"), STOP));
    server.enqueue(chunks(chunk("{'content':'Sunny.'}"), STOP));
    List<ResponseInputItem> said;
    try (var run = Runner.runStreamed(agent("chat").tool(Tools.weather()).build(), "Hi")) {
      Events.all(run);
      said = run.toInputList();
    }
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      other.enqueue(chatText("Hello."));
      Runner.runSync(Tools.agent(Http.chat(url(other)), Tools.weather()), said);
      String sent = body(other).path("messages").toString();
      assertTrue(sent.contains("weather"), sent);
      for (String own : List.of("Hm.", "sealed", "extra_content", "provider")) {
        assertFalse(sent.contains(own), sent);
      }
    }
  }

  @Test
  void theSettingTextMergesWithTheOutputSchema() throws Exception {
    server.enqueue(responsesText("{}"));
    var terse = ModelSettings.DEFAULT.with("text", Map.of("verbosity", "low"));
    Agent agent = agent("responses").outputType(Movie.class).modelSettings(terse).build();
    assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "A movie?"));
    JsonNode text = body(server).path("text");
    assertJson("'low'", text.path("verbosity"));
    assertJson("'json_schema'", text.at("/format/type"));
  }

  @Test
  void theSettingTextAlone() throws Exception {
    server.enqueue(responsesText("Hi"));
    var terse = ModelSettings.DEFAULT.with("text", Map.of("verbosity", "low"));
    Runner.runSync(agent("responses").modelSettings(terse).build(), "Hi");
    assertJson("{'verbosity':'low'}", body(server).path("text"));
  }

  @Test
  void whatTheAgentDecidesIsNotASetting() {
    for (String name : List.of("model", "input", "stream", "instructions", "messages", "tools")) {
      assertThrows(UserError.class, () -> ModelSettings.DEFAULT.with(name, "x"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void noInstructionsNoField(String api) throws Exception {
    server.enqueue(api.equals("chat") ? chatText("Hi") : responsesText("Hi"));
    Runner.runSync(Tools.agent(Http.model(api, Http.url(server))), "Hi");
    JsonNode body = body(server);
    assertFalse(body.has("instructions"), body.toString());
    assertFalse(body.toString().contains("system"), body.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void aToolChoiceThatIsAnObjectIsSentAsItIs(String api) throws Exception {
    server.enqueue(api.equals("chat") ? chatText("Hi") : responsesText("Hi"));
    Map<String, String> choice = Map.of("type", "allowed_tools");
    var settings = ModelSettings.DEFAULT.with("tool_choice", choice);
    Runner.runSync(agent(api).tool(Tools.weather()).modelSettings(settings).build(), "Hi");
    assertJson("{'type':'allowed_tools'}", body(server).path("tool_choice"));
  }

  @Test
  void aSettingThatIsNotJsonIsRefused() {
    var error =
        assertThrows(UserError.class, () -> ModelSettings.DEFAULT.with("metadata", new Object()));
    assertTrue(error.getMessage().contains("\"metadata\" cannot become JSON"), error.getMessage());
  }

  /** A conversation may go on with another provider: after a handoff, or from a session. */
  @Test
  void whatAChatServerSaidIsPutInTheWordsOfTheResponsesApi() throws Exception {
    server.enqueue(
        json(
            200,
            """
            {'id':'c1','choices':[{'finish_reason':'tool_calls','message':{'content':'Let me see.',
            'reasoning_content':'Hm.','tool_calls':[{'id':'call.1','type':'function',
            'extra_content':{'google':{'thought_signature':'s'}},
            'function':{'name':'weather','arguments':'{}'}}]}}]}
            """
                .replace('\'', '"')));
    server.enqueue(chatText("Sunny"));
    Agent first = agent("chat").tool(Tools.weather()).build();
    List<ResponseInputItem> said = Runner.runSync(first, "Weather?").toInputList();
    body(server);
    body(server);

    server.enqueue(responsesText("Yes"));
    Runner.runSync(agent("responses").build(), said);
    assertJson(
        """
        [{'role':'user','content':'Weather?','type':'message'},
        {'role':'assistant','content':'Let me see.','type':'message'},
        {'type':'function_call','call_id':'call.1','name':'weather','arguments':'{}'},
        {'type':'function_call_output','call_id':'call.1','output':'sunny'},
        {'role':'assistant','content':'Sunny','type':'message'}]
        """,
        body(server).path("input"));
  }

  /** Other services may refuse a parameter that they do not know. */
  @Test
  void onlyOpenAIIsAskedForTheUsageOfAStream() {
    var none = ModelSettings.DEFAULT;
    assertJson("{'include_usage':true}", streamOptions("https://api.openai.com/v1", none));
    assertJson(
        "{'include_usage':false}",
        streamOptions(
            "https://api.openai.com/v1",
            none.with("stream_options", Map.of("include_usage", false))));
    assertTrue(streamOptions("https://other.example/v1", none).isMissingNode());
  }

  /** What a client for this address sends, instead of which this program answers. */
  private static JsonNode streamOptions(String baseUrl, ModelSettings settings) {
    List<String> sent = new ArrayList<>();
    String answer = frames(Stream.of(chunk("{'content':'Hi'}"), STOP, "[DONE]"));
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(baseUrl)
            .apiKey("none")
            .addInterceptor(
                call -> {
                  Buffer body = new Buffer();
                  call.request().body().writeTo(body);
                  sent.add(body.readUtf8());
                  return new Response.Builder()
                      .request(call.request())
                      .protocol(Protocol.HTTP_1_1)
                      .code(200)
                      .message("OK")
                      .header("Content-Type", "text/event-stream")
                      .body(ResponseBody.create(answer, MediaType.get("text/event-stream")))
                      .build();
                })
            .build();
    Agent agent =
        Agent.builder()
            .name("Test")
            .model(new OpenAIChatCompletionsModel("m", client))
            .modelSettings(settings)
            .build();
    try (var run = Runner.runStreamed(agent, "Hi")) {
      Events.all(run);
      assertEquals("Hi", run.finalOutput());
    }
    return Json.parse(sent.get(0)).path("stream_options");
  }

  /** It is no redirect if a GET was meant to be one. */
  @Test
  void aToolMayAskForOtherThingsWithTheSameClient() throws Exception {
    server.enqueue(json(200, "{\"object\":\"list\",\"data\":[]}"));
    OpenAIClient client = OpenAIDefaults.newClient(Http.url(server), "sk-secret");
    FunctionTool models =
        FunctionTool.of(
            "models", "Counts models.", context -> client.models().list().data().size());
    ScriptedModel model = ScriptedModel.play(turn(call("models", "{}")), turn(text("done")));
    Runner.runSync(Tools.agent(model, models), "Go");
    assertEquals(List.of("0"), Tools.outputsSeen(model, 2));
  }
}
