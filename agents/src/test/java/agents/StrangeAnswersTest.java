package agents;

import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.ResponseInputItem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wire.Json;

/** Whatever a server sends, only the helper's own exceptions come out, in one line. */
@Timeout(60)
class StrangeAnswersTest {
  private static final String[] RESPONSES = {
    "null",
    "[]",
    "{}",
    "5",
    "\"x\"",
    "{\"output\":null}",
    "{\"output\":5}",
    "{\"output\":[null]}",
    "{\"output\":[5]}",
    "{\"output\":[{}]}",
    "{\"status\":\"completed\",\"output\":[{\"type\":\"message\"}]}",
    "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":null}]}",
    "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[null]}]}",
    message("{\"type\":\"output_text\"}"),
    message("{\"type\":\"output_text\",\"text\":null}"),
    message("{\"type\":\"output_text\",\"text\":42}"),
    message("{\"type\":\"output_text\",\"text\":{}}"),
    message("{\"type\":\"refusal\",\"refusal\":null}"),
    message("{\"type\":\"new_thing\"}"),
    output("{\"type\":\"function_call\"}"),
    output("{\"type\":\"function_call\",\"name\":null,\"call_id\":\"c\",\"arguments\":\"{}\"}"),
    output("{\"type\":\"function_call\",\"name\":\"weather\",\"arguments\":\"{}\"}"),
    output("{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":7,\"arguments\":\"{}\"}"),
    output("{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":\"c\"}"),
    output(
        "{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":\"c\",\"arguments\":null}"),
    output("{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":\"c\",\"arguments\":{}}"),
    output("{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":\"c\",\"arguments\":[1]}"),
    output("{\"type\":\"reasoning\"}"),
    output("{\"type\":\"reasoning\",\"summary\":null}"),
    output("{\"type\":\"web_search_call\"}"),
    output("{\"type\":\"something_new\",\"x\":1}"),
    "{\"status\":\"completed\",\"usage\":\"much\",\"output\":[" + text() + "]}",
    "{\"status\":\"completed\",\"usage\":{},\"output\":[" + text() + "]}",
    "{\"status\":\"completed\",\"usage\":{\"input_tokens\":\"x\"},\"output\":[" + text() + "]}",
  };

  private static String output(String item) {
    return "{\"status\":\"completed\",\"output\":[" + item + "]}";
  }

  private static String message(String part) {
    return output("{\"type\":\"message\",\"role\":\"assistant\",\"content\":[" + part + "]}");
  }

  private static String text() {
    return "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}";
  }

  static Stream<Arguments> answers() {
    return Stream.of(RESPONSES)
        .flatMap(body -> Stream.of(Arguments.of(body, false), Arguments.of(body, true)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void onlyTheHelpersExceptionsComeOut(String body, boolean streamed) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String event = "{\"type\":\"response.completed\",\"response\":" + body + "}";
      for (int i = 0; i < 3; i++) {
        server.enqueue(
            streamed
                ? Http.sse("data: " + event + "\n\ndata: " + body + "\n\n")
                : Http.json(200, body));
      }
      Agent agent = Tools.agent(Http.responses(Http.url(server)), Tools.weather());
      RunConfig config = RunConfig.builder().maxTurns(2).build();
      RunData data;
      try {
        if (streamed) {
          RunResultStreaming run = Runner.runStreamed(agent, "Hi", config);
          data = run;
          Events.all(run);
        } else {
          data = Runner.runSync(agent, "Hi", config);
        }
      } catch (AgentsException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(!e.getMessage().contains("NullPointer"), e.getMessage());
        data = e.runData();
      }
      RunData left = data;
      assertDoesNotThrow(left::usage);
      assertDoesNotThrow(left::toInputList);
      for (RunItem item : left.newItems()) {
        assertDoesNotThrow(item::toInputItem);
        if (item instanceof RunItem.MessageOutputItem message) {
          assertDoesNotThrow(message::text);
          assertDoesNotThrow(message::refusal);
        }
        if (item instanceof RunItem.ToolCallItem call) {
          assertDoesNotThrow(call::name);
          assertDoesNotThrow(call::arguments);
        }
      }
    }
  }

  @Test
  void usageIsSummedUpWithItsParts() throws Exception {
    String usage =
        "{\"input_tokens\":7,\"output_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":4},"
            + "\"output_tokens_details\":{\"reasoning_tokens\":3}}";
    String body = "{\"status\":\"completed\",\"usage\":" + usage + ",\"output\":[%s]}";
    String call =
        "{\"type\":\"function_call\",\"name\":\"weather\",\"call_id\":\"c\",\"arguments\":\"{}\"}";
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Http.json(200, body.formatted(call)));
      server.enqueue(Http.json(200, body.formatted(text())));
      Agent agent = Tools.agent(Http.responses(Http.url(server)), Tools.weather());
      assertEquals(new Usage(2, 14, 8, 10, 6, 24), Runner.runSync(agent, "Hi").usage());
    }
  }

  @Test
  void callsOfOneIdGetTheirOwnOutputs() throws Exception {
    String call =
        "{\"type\":\"function_call\",\"name\":\"city\",\"call_id\":\"c\","
            + "\"arguments\":\"{\\\"name\\\":\\\"%s\\\"}\"}";
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Http.json(200, output(call.formatted("Rome") + "," + call.formatted("Oslo"))));
      server.enqueue(Http.responsesText("Done."));
      Agent agent = Tools.agent(Http.responses(Http.url(server)), Tools.city());
      List<ResponseInputItem> said = Runner.runSync(agent, "Hi").toInputList();
      assertEquals(6, said.size());
      for (int i = 1; i <= 2; i++) {
        var asked = said.get(i).asFunctionCall();
        var output = said.get(i + 2).asFunctionCallOutput();
        assertEquals(asked.callId(), output._callId().asKnown().orElseThrow());
        assertTrue(asked.arguments().contains(output.output().asString()));
      }
      assertNotEquals(said.get(1).asFunctionCall().callId(), said.get(2).asFunctionCall().callId());
    }
  }

  @Test
  void argumentsThatAreAnObjectReachTheTool() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(
          Http.json(
              200,
              output(
                  "{\"type\":\"function_call\",\"name\":\"city\",\"call_id\":\"c\","
                      + "\"arguments\":{\"name\":\"Rome\"}}")));
      server.enqueue(Http.responsesText("done"));
      Agent agent = Tools.agent(Http.responses(Http.url(server)), Tools.city());
      assertEquals("done", Runner.runSync(agent, "Go").finalOutput());
      server.takeRequest();
      String second = Http.body(server).toString();
      assertTrue(second.contains("\"output\":\"Rome\""), second);
      assertTrue(second.contains("\"arguments\":\"{\\\"name\\\":\\\"Rome\\\"}\""), second);
    }
  }

  @Test
  void aMessageWithoutWordsIsNoAnswer() {
    Agent agent = Tools.agent(ScriptedModel.play(turn(ScriptedModel.text(""))));
    var error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "Hi"));
    assertEquals("scripted: The model said nothing. Ask again.", error.getMessage());
  }

  @Test
  void whatTheServiceDidByItselfIsAnAnswerWithoutWords() {
    ObjectNode search = Json.object().put("type", "web_search_call").put("status", "completed");
    RunResult result = Runner.runSync(Tools.agent(ScriptedModel.play(turn(search))), "Hi");
    assertEquals("", result.finalOutput());
    assertEquals(1, result.newItems().size());
    assertEquals("tool_called", result.newItems().get(0).eventName());
  }

  @Test
  void nullIsRefusedByNameAtEveryDoor() {
    Agent agent = Tools.agent(ScriptedModel.play());
    Runnable[] doors = {
      () -> Runner.runSync(null, "Hi"),
      () -> Runner.runSync(agent, (String) null),
      () -> Runner.runSync(agent, (List<ResponseInputItem>) null),
      () -> Runner.runSync(agent, "Hi", null),
      () -> Runner.run(null, "Hi"),
      () -> Runner.run(agent, (String) null),
      () -> Runner.run(agent, "Hi", null),
      () -> Runner.runStreamed(null, "Hi"),
      () -> Runner.runStreamed(agent, (String) null),
      () -> Runner.runStreamed(agent, "Hi", null),
      () -> Runner.runSync(agent, Arrays.asList((ResponseInputItem) null)),
      () -> Agent.builder().build(),
      () -> Agent.builder().name(null),
      () -> Agent.builder().tool(null),
      () -> Agent.builder().handoff((Handoff) null),
      () -> Agent.builder().inputGuardrail(null),
      () -> Agent.builder().outputGuardrail(null),
      () -> Agent.builder().modelSettings(null),
      () -> Agent.builder().outputType(null),
      () -> Agent.builder().toolUseBehavior(null),
      () -> Agent.builder().instructions((Function<RunContext, String>) null),
      () -> RunConfig.builder().modelProvider(null),
      () -> RunConfig.builder().modelSettings(null),
      () -> RunConfig.builder().workflowName(null),
      () -> RunConfig.builder().traceMetadata(null),
      () -> FunctionTool.of(null, "d", context -> 1),
      () -> FunctionTool.of("x", null, context -> 1),
      () -> FunctionTool.of("x", "d", null),
      () -> FunctionTool.of("x", "d", null, (context, it) -> it),
      () -> FunctionTool.of("x", "d", Tools.City.class, null),
      () -> Tools.weather().timeout(null),
      () -> Tools.weather().timeout(Duration.ZERO),
      () -> ModelSettings.DEFAULT.with(null, 1),
      () -> OpenAIDefaults.newClient(null, "k"),
      () -> OpenAIDefaults.newClient("http://localhost/v1", null),
      () -> OpenAIDefaults.setKey(null),
      () -> OpenAIDefaults.modelNamed(null),
      () -> new OpenAIResponsesModel(null, OpenAIDefaults.newClient("http://localhost/v1", "k")),
      () -> new OpenAIChatCompletionsModel("m", null),
      () -> InputItems.user(null),
      () -> InputItems.assistant(null),
    };
    for (int i = 0; i < doors.length; i++) {
      UserError error = assertThrows(UserError.class, doors[i]::run, "door " + i);
      assertEquals(1, error.getMessage().lines().count());
    }
  }
}
