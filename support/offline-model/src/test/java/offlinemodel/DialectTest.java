package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import offlinemodel.dialects.Dialect;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.endpoints.Reply;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.Json;
import offlinemodel.scripts.Scripts;
import org.junit.jupiter.api.Test;

/** How other servers say it, byte by byte; that clients understand it is tested in lesson 5. */
class DialectTest {
  private static final String GEMINI = "/v1beta/openai/chat/completions";
  private static final String CHAT = "/v1/chat/completions";
  private static final String LAHORE =
      "{'model':'m','stream':true,'messages':[{'role':'user','content':"
          + "'What do you know about Lahore?'}],'tools':["
          + tool("get_population")
          + ","
          + tool("get_weather")
          + ","
          + tool("get_local_time")
          + "]}";

  private final Endpoints endpoints = Endpoints.instant();

  @Test
  void geminiSendsWholeCallsWithoutIndexAndSignsTheFirst() {
    List<JsonNode> chunks = data(endpoints.post(GEMINI, json(LAHORE)));
    List<JsonNode> calls =
        chunks.stream()
            .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
            .filter(JsonNode::isObject)
            .toList();

    assertEquals(3, calls.size());
    for (JsonNode call : calls) {
      assertFalse(call.has("index"));
      assertEquals("", call.get("id").asText());
      assertEquals("{\"city\":\"Lahore\"}", call.at("/function/arguments").asText());
      assertEquals(call == calls.get(0), call.has("extra_content"));
    }
    chunks.forEach(chunk -> assertTrue(chunk.get("usage").has("total_tokens")));
    JsonNode last = chunks.get(chunks.size() - 1);
    assertEquals("stop", last.at("/choices/0/finish_reason").asText());
    assertTrue(last.at("/usage/total_tokens").asInt() > last.at("/usage/prompt_tokens").asInt());
  }

  @Test
  void geminisThoughtsAreMarkedContent() {
    Reply reply = endpoints.post(GEMINI, json("{'stream':true," + question("Hello") + "}"));
    List<JsonNode> deltas = data(reply).stream().map(c -> c.at("/choices/0/delta")).toList();

    assertTrue(deltas.get(1).get("content").asText().startsWith("<thought>"));
    assertTrue(deltas.get(1).at("/extra_content/google/thought").asBoolean());
    assertTrue(deltas.get(3).get("content").asText().startsWith("</thought>This"));
    assertFalse(deltas.get(3).has("extra_content"));
  }

  @Test
  void geminiWantsItsSignatureBackOnTheSameCall() {
    ObjectNode signed = firstCall();
    assertEquals(200, endpoints.post(GEMINI, withCall(signed)).status());

    ObjectNode changed = signed.deepCopy();
    ((ObjectNode) changed.get("function")).put("arguments", "{\"city\":\"Oslo\"}");
    assertEquals(400, endpoints.post(GEMINI, withCall(changed)).status());

    ObjectNode without = signed.deepCopy();
    without.remove("extra_content");
    Reply refused = endpoints.post(GEMINI, withCall(without));
    assertEquals(400, refused.status());
    JsonNode error = Json.parse(refused.chunks().get(0)).at("/0/error");
    assertTrue(error.get("message").asText().contains("missing a thought_signature"));
    assertEquals(400, error.get("code").asInt());
    assertEquals("INVALID_ARGUMENT", error.get("status").asText());
  }

  @Test
  void geminiHasNoResponsesAndSaysSoInAnArray() {
    Reply reply = endpoints.post("/v1beta/openai/responses", json("{'model':'m','input':'Hi'}"));
    assertEquals(404, reply.status());
    assertEquals(404, Json.parse(reply.chunks().get(0)).at("/0/error/code").asInt());
  }

  @Test
  void geminisQuotaSaysWhenItIsThereAgain() {
    Endpoints limited = new Endpoints(0, Fault.RATE_LIMITED, Dialect.OPENAI, Scripts.load());
    Reply reply = limited.post(GEMINI, json("{" + question("Hello") + "}"));
    assertEquals(429, reply.status());
    JsonNode error = Json.parse(reply.chunks().get(0)).at("/0/error");
    assertEquals("34s", error.at("/details/0/retryDelay").asText());
  }

  @Test
  void anyDialectCanBeSpokenAtTheUsualPath() {
    String hello = json("{'stream':true," + question("Hello") + "}");
    String perplexity = in(Dialect.PERPLEXITY, hello);
    assertTrue(perplexity.contains("}\r\n\r\n"));
    assertFalse(perplexity.contains("[DONE]"));

    String mistral = in(Dialect.MISTRAL, json(LAHORE));
    assertTrue(mistral.contains("\"content\":[{\"type\":\"thinking\""));
    assertEquals(1, mistral.split("\"tool_calls\":\\[", -1).length - 1);
    assertFalse(in(Dialect.OPENAI, hello).contains("reasoning"));
  }

  private static String in(Dialect dialect, String request) {
    Endpoints endpoints = new Endpoints(0, Fault.NONE, dialect, Scripts.load());
    return String.join("", endpoints.post(CHAT, request).chunks());
  }

  private ObjectNode firstCall() {
    return data(endpoints.post(GEMINI, json(LAHORE))).stream()
        .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
        .filter(JsonNode::isObject)
        .map(call -> ((ObjectNode) call).put("id", "call_1"))
        .findFirst()
        .orElseThrow();
  }

  private static String withCall(ObjectNode call) {
    ObjectNode request = Json.parseObject(json("{" + question("Hello") + "}"));
    request
        .withArray("messages")
        .addObject()
        .put("role", "assistant")
        .putArray("tool_calls")
        .add(call);
    request
        .withArray("messages")
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", "call_1")
        .put("content", "13 million");
    return request.toString();
  }

  private static List<JsonNode> data(Reply reply) {
    return Client.data(String.join("", reply.chunks()))
        .filter(data -> !data.equals("[DONE]"))
        .map(Json::parse)
        .toList();
  }

  private static String question(String text) {
    return "'model':'m','messages':[{'role':'user','content':'" + text + "'}]";
  }

  private static String tool(String name) {
    return "{'type':'function','function':{'name':'" + name + "'}}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
