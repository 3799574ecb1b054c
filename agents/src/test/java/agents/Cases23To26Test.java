package agents;

import static agents.Http.*;
import static agents.ScriptedModel.call;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static agents.Tools.agent;
import static org.junit.jupiter.api.Assertions.*;

import agents.RunItem.ToolCallItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wire.Json;

/** The acceptance cases of the helper: what comes over HTTP, from either API. */
@Timeout(60)
class Cases23To26Test {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunResultStreaming stream(String api, FunctionTool... tools) {
    return Runner.runStreamed(agent(Http.model(api, Http.url(server)), tools), "Hi");
  }

  private void failsAfter(String type, String body) {
    server.enqueue(sse(body));
    List<String> names = new ArrayList<>();
    try (var run = stream("responses")) {
      var error =
          assertThrows(
              ModelBehaviorError.class,
              () -> run.streamEvents().forEach(event -> names.add(Events.name(event))));
      assertTrue(error.getMessage().contains("out of ideas"), error.getMessage());
      assertEquals(List.of(), error.runData().rawResponses());
    }
    assertEquals(type, names.get(names.size() - 1));
  }

  @Test
  void case23_aFailedResponseIsSeenAndThenThrown() {
    ObjectNode failed = ScriptedModel.response(1, turn()).put("status", "failed");
    failed.putObject("error").put("code", "server_error").put("message", "out of ideas");
    ObjectNode event = Json.object().put("type", "response.failed").put("sequence_number", 1);
    event.set("response", failed);
    failsAfter("failed", "event: response.failed\ndata: " + event + "\n\n");
  }

  @Test
  void case23_anErrorEventIsSeenAndThenThrown() {
    ObjectNode event = Json.object().put("type", "error").put("sequence_number", 1);
    event.put("code", "server_error").put("message", "out of ideas");
    failsAfter("error", "event: error\ndata: " + event + "\n\n");
  }

  @Test
  void case24_itemsThatTheResponseForgetsAreTakenFromTheStream() {
    List<ObjectNode> events = events(1, turn(call("weather", "{}")));
    ((ObjectNode) events.get(events.size() - 1).path("response")).putArray("output");
    server.enqueue(sse(frames(events.stream())));
    server.enqueue(Http.stream(2, turn(text("done"))));
    try (var run = stream("responses", Tools.weather())) {
      assertTrue(Events.names(run).contains("tool_output"));
      assertEquals("done", run.finalOutput());
      assertEquals(3, run.newItems().size());
    }
  }

  @Test
  void case25_chunksOfTextAreEightEvents() {
    server.enqueue(
        chunks(
            chunk("{'role':'assistant','content':''}"),
            chunk("{'content':'He'}"),
            chunk("{'content':'llo'}"),
            STOP,
            usageChunk(7, 5)));
    try (var run = stream("chat")) {
      List<String> names = new ArrayList<>(Events.names(run));
      assertEquals("agent_updated", names.remove(0));
      assertEquals("message_output_created", names.remove(names.size() - 1));
      assertEquals(
          List.of(
              "created",
              "output_item.added",
              "content_part.added",
              "output_text.delta",
              "output_text.delta",
              "content_part.done",
              "output_item.done",
              "completed"),
          names);
      assertEquals("Hello", run.finalOutput());
      assertEquals(new Usage(1, 7, 0, 5, 0, 12), run.usage());
    }
  }

  @Test
  void case25_aChunkOfUsageAloneIsNoAnswerButCosts() {
    server.enqueue(chunks(usageChunk(7, 5)));
    try (var run = stream("chat")) {
      var error = assertThrows(ModelBehaviorError.class, () -> Events.all(run));
      assertTrue(error.getMessage().contains("said nothing at all"), error.getMessage());
      assertEquals(new Usage(1, 7, 0, 5, 0, 12), error.runData().usage());
    }
  }

  @Test
  void case25_withoutUsageARequestIsCountedAllTheSame() {
    server.enqueue(chunks(chunk("{'content':'Hello'}"), STOP));
    try (var run = stream("chat")) {
      Events.all(run);
      assertEquals(new Usage(1, 0, 0, 0, 0, 0), run.usage());
    }
  }

  @Test
  void case26_argumentsInThreePiecesAreThreeDeltasAndOneCall() {
    String first =
        "{'tool_calls':[{'index':0,'id':'call_7','type':'function',"
            + "'function':{'name':'city','arguments':'%s'}}]}";
    String more = "{'tool_calls':[{'index':0,'function':{'arguments':'%s'}}]}";
    server.enqueue(
        chunks(
            chunk(first.formatted("{")),
            chunk(more.formatted("\\'name\\':")),
            chunk(more.formatted("\\'Rome\\'}")),
            chunk("{}", "'tool_calls'")));
    server.enqueue(chunks(chunk("{'content':'done'}"), STOP));
    try (var run = stream("chat", Tools.city())) {
      List<JsonNode> raw = new ArrayList<>();
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof StreamEvent.RawResponseEvent r) {
          raw.add(Json.MAPPER.valueToTree(r.data()));
        }
      }
      List<String> deltas = values(raw, "response.function_call_arguments.delta", "/delta");
      String whole = "{\"name\":\"Rome\"}";
      assertEquals(List.of("{", "\"name\":", "\"Rome\"}"), deltas);
      assertEquals(whole, values(raw, "response.output_item.done", "/item/arguments").get(0));
      assertEquals(whole, ((ToolCallItem) run.newItems().get(0)).arguments());
      assertEquals("done", run.finalOutput());
    }
  }

  private static List<String> values(List<JsonNode> events, String type, String path) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals(type))
        .map(event -> event.at(path).asText())
        .toList();
  }
}
