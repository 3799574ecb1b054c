package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final String QUESTION = "'input':'What is the capital of Japan?'";
  private static final String WEATHER =
      "'tools':[{'type':'function','name':'get_weather','parameters':{'type':'object',"
          + "'properties':{'city':{'type':'string'}},'required':['city']}},"
          + "{'type':'function','name':'calculate','parameters':{}}]";
  private static final String WARMER =
      "{'role':'user','content':'How much warmer is it in Lahore than in Oslo right now,"
          + " and what is that difference in Fahrenheit degrees?'}";

  private final Client client = Client.instant();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void streamsTheEventsOfATextInOrder() throws Exception {
    List<JsonNode> events =
        client.stream("responses", "{'model':'m','stream':true," + QUESTION + "}");

    List<String> types = events.stream().map(event -> event.get("type").asText()).toList();
    List<String> withoutDeltas = types.stream().filter(type -> !type.endsWith(".delta")).toList();
    assertEquals(
        List.of(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed"),
        withoutDeltas);
    assertEquals("response.output_text.delta", types.get(4));
    assertEquals(
        "Tokyo is the capital of Japan.", Client.join(events, event -> event.path("delta")));
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).get("sequence_number").asInt());
    }
  }

  @Test
  void namesEachEventBesideItsData() throws Exception {
    String body = client.post("responses", "{'model':'m','stream':true," + QUESTION + "}").body();

    for (String frame : body.split("\n\n")) {
      String[] lines = frame.split("\n");
      String type = Json.parse(lines[1].substring("data: ".length())).get("type").asText();
      assertEquals("event: " + type, lines[0]);
    }
  }

  @Test
  void saysTheSameWholeAndStreamed() throws Exception {
    JsonNode whole = client.ask("responses", "{'model':'m'," + QUESTION + "}");
    List<JsonNode> events =
        client.stream("responses", "{'model':'m','stream':true," + QUESTION + "}");

    JsonNode streamed = events.get(events.size() - 1).get("response");
    assertEquals(text(whole), text(streamed));
    assertEquals(whole.get("usage"), streamed.get("usage"));
    assertEquals("m", whole.get("model").asText());
    assertEquals(fieldNames(whole), fieldNames(streamed));
  }

  @Test
  void givesTheSameIdsForTheSameRequest() throws Exception {
    String request = "{'model':'m'," + QUESTION + "}";

    assertEquals(
        client.ask("responses", request).get("id"), client.ask("responses", request).get("id"));
  }

  @Test
  void callsToolsSideBySideWithTheirArgumentsInPieces() throws Exception {
    String request = "{'model':'m','stream':true,'input':[" + WARMER + "]," + WEATHER + "}";
    List<JsonNode> events = client.stream("responses", request);

    for (int call = 0; call < 2; call++) {
      int index = call;
      List<JsonNode> deltas =
          events.stream()
              .filter(e -> e.get("type").asText().endsWith("arguments.delta"))
              .filter(e -> e.get("output_index").asInt() == index)
              .toList();
      assertTrue(deltas.size() > 1);
      String city = call == 0 ? "Lahore" : "Oslo";
      assertEquals("{\"city\":\"" + city + "\"}", Client.join(deltas, delta -> delta.get("delta")));
    }
    assertEquals(2, events.get(events.size() - 1).at("/response/output").size());
  }

  @Test
  void carriesToolOutputsToTheNextCallsAndToTheAnswer() throws Exception {
    String turns = WARMER + call("a", "get_weather") + call("b", "get_weather");
    turns += output("a", "31") + output("b", "9");
    String request = "{'model':'m','input':[%s]," + WEATHER + "}";

    JsonNode second = client.ask("responses", request.formatted(turns));
    assertEquals("{\"expression\":\"31 - 9\"}", second.at("/output/0/arguments").asText());

    turns += call("c", "calculate") + output("c", "22");
    turns += call("d", "calculate") + output("d", "39.6");
    assertEquals(
        "It is 31 degrees Celsius in Lahore and 9 in Oslo. Lahore is 22 degrees warmer, which is a"
            + " difference of 39.6 Fahrenheit degrees.",
        text(client.ask("responses", request.formatted(turns))));
  }

  @Test
  void makesOneCallAtATimeIfAskedTo() throws Exception {
    String request = "{'model':'m','parallel_tool_calls':false,'input':[%s]," + WEATHER + "}";
    String history = WARMER + call("a", "get_weather") + output("a", "31");

    JsonNode first = client.ask("responses", request.formatted(WARMER)).get("output");
    assertEquals(1, first.size());
    assertEquals("{\"city\":\"Lahore\"}", first.at("/0/arguments").asText());
    JsonNode second = client.ask("responses", request.formatted(history)).get("output");
    assertEquals("{\"city\":\"Oslo\"}", second.at("/0/arguments").asText());
  }

  private static String call(String id, String name) {
    return ",{'type':'function_call','call_id':'%s','name':'%s','arguments':'{}'}"
        .formatted(id, name);
  }

  private static String output(String id, String text) {
    return ",{'type':'function_call_output','call_id':'%s','output':'%s'}".formatted(id, text);
  }

  private static String text(JsonNode response) {
    return response.at("/output/0/content/0/text").asText();
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(field -> field.getKey()).toList();
  }
}
