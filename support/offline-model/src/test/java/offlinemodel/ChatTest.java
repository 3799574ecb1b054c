package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatTest {
  private static final String QUESTION =
      "'model':'m','messages':[{'role':'user','content':'What is the capital of Japan?'}]";
  private static final String LAHORE =
      "'model':'m','messages':[{'role':'user','content':'What do you know about Lahore?'}],"
          + "'tools':["
          + tool("get_population")
          + ","
          + tool("get_weather")
          + ","
          + tool("get_local_time")
          + "]";

  private final Client client = Client.instant();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void streamsATextInChunks() throws Exception {
    List<JsonNode> chunks = client.stream("chat/completions", "{'stream':true," + QUESTION + "}");

    JsonNode first = chunks.get(0).at("/choices/0/delta");
    assertEquals("assistant", first.get("role").asText());
    assertEquals("", first.get("content").asText());
    assertTrue(chunks.size() > 4);
    assertEquals(
        "Tokyo is the capital of Japan.",
        Client.join(chunks, chunk -> chunk.at("/choices/0/delta/content")));
    JsonNode last = chunks.get(chunks.size() - 1);
    assertEquals("stop", last.at("/choices/0/finish_reason").asText());
    assertFalse(last.has("usage"));
  }

  @Test
  void endsWithUsageIfAskedForAndThenDone() throws Exception {
    String request = "{'stream':true,'stream_options':{'include_usage':true}," + QUESTION + "}";
    List<String> data = Client.data(client.post("chat/completions", request).body()).toList();

    assertEquals("[DONE]", data.get(data.size() - 1));
    JsonNode last = Json.parse(data.get(data.size() - 2));
    assertTrue(last.get("choices").isEmpty());
    assertTrue(last.at("/usage/total_tokens").asInt() > 0);
    assertTrue(Json.parse(data.get(0)).get("usage").isNull());
  }

  @Test
  void saysTheSameWholeAndStreamed() throws Exception {
    JsonNode whole = client.ask("chat/completions", "{" + QUESTION + "}");

    assertEquals("Tokyo is the capital of Japan.", whole.at("/choices/0/message/content").asText());
    assertEquals("stop", whole.at("/choices/0/finish_reason").asText());
    assertEquals("m", whole.get("model").asText());
  }

  @Test
  void callsToolsSideBySideWithTheirArgumentsInPieces() throws Exception {
    List<JsonNode> chunks = client.stream("chat/completions", "{'stream':true," + LAHORE + "}");

    assertTrue(chunks.get(0).at("/choices/0/delta/content").isNull());
    for (int call = 0; call < 3; call++) {
      int index = call;
      List<JsonNode> deltas =
          chunks.stream()
              .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
              .filter(delta -> delta.path("index").asInt(-1) == index)
              .toList();
      assertTrue(deltas.get(0).get("id").asText().startsWith("call_"));
      assertEquals("", deltas.get(0).at("/function/arguments").asText());
      assertTrue(deltas.size() > 2);
      assertEquals(
          "{\"city\":\"Lahore\"}", Client.join(deltas, delta -> delta.at("/function/arguments")));
    }
    JsonNode last = chunks.get(chunks.size() - 1);
    assertEquals("tool_calls", last.at("/choices/0/finish_reason").asText());
  }

  @Test
  void callsToolsInAWholeAnswer() throws Exception {
    JsonNode choice = client.ask("chat/completions", "{" + LAHORE + "}").at("/choices/0");

    assertTrue(choice.at("/message/content").isNull());
    assertEquals(3, choice.at("/message/tool_calls").size());
    assertEquals("tool_calls", choice.get("finish_reason").asText());
  }

  private static String tool(String name) {
    return "{'type':'function','function':{'name':'" + name + "'}}";
  }

  @Test
  void answersInJsonMode() throws Exception {
    String request =
        "{'model':'m','messages':[{'role':'system','content':'Answer in JSON.'},"
            + "{'role':'user','content':'What is the capital of Peru?'}],"
            + "'response_format':{'type':'json_object'}}";
    try (Client client = Client.instant()) {
      assertEquals(
          "{\"answer\":\"Lima is the capital of Peru.\"}",
          client.ask("chat/completions", request).at("/choices/0/message/content").asText());
      HttpResponse<String> refused =
          client.post("chat/completions", request.replace("in JSON", "briefly"));
      assertEquals(400, refused.statusCode());
    }
  }
}
