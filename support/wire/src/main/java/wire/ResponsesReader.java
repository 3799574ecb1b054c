package wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads answers of the Responses API; its events are passed on as they come. */
public final class ResponsesReader extends AnswerReader {
  private final Consumer<ResponseStreamEvent> events;
  private final Map<Long, JsonNode> items = new TreeMap<>();
  private ObjectNode response;

  public ResponsesReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  @Override
  boolean acceptDelta(JsonParser json) throws IOException {
    DeltaEvent delta = DeltaEvent.read(json);
    if (delta != null) {
      grow(delta.length());
      events.accept(delta.event());
    }
    return delta != null;
  }

  @Override
  void accept(JsonNode piece) {
    events.accept(Json.MAPPER.convertValue(piece, ResponseStreamEvent.class));
    String type = piece.path("type").asText();
    switch (type) {
      case "response.output_item.done" ->
          items.put(piece.path("output_index").asLong(items.size()), piece.path("item"));
      case "response.completed", "response.incomplete", "response.failed" ->
          acceptEnd(type.substring("response.".length()), piece.path("response"));
      case "error" ->
          throw UnreadableAnswer.failure(
              piece.path("error").isObject() ? piece.path("error") : piece);
      default -> UnreadableAnswer.failIfError(piece);
    }
  }

  /** Takes the status from the event if the response in it has none. */
  private void acceptEnd(String status, JsonNode body) {
    ObjectNode end = body.isObject() ? body.deepCopy() : Json.object();
    if (!end.path("status").isTextual()) {
      end.put("status", status);
    }
    acceptWhole(end);
  }

  @Override
  void acceptWhole(JsonNode body) {
    UnreadableAnswer.failIfError(body);
    if (!body.has("status") && !body.has("output")) {
      throw new UnreadableAnswer("The answer is no response. Is the base URL right?");
    }
    response = (ObjectNode) body;
  }

  @Override
  boolean isFinished() {
    return response != null;
  }

  @Override
  boolean isLast() {
    return isFinished();
  }

  /** Returns the response. If it has no items, it gets those that were streamed. */
  @Override
  Response answer() {
    if (response == null) {
      throw new UnreadableAnswer("The stream ended without a response.");
    }
    JsonNode output = response.path("output");
    ArrayNode repaired = Json.MAPPER.createArrayNode();
    (output.isArray() && !output.isEmpty() ? output : items.values())
        .forEach(item -> OutputItems.repair(item).ifPresent(repaired::add));
    response.set("output", Json.wellFormed(repaired));
    if (response.has("usage")) {
      response.set("usage", TokenCounts.of(response.path("usage")));
    }
    return Json.MAPPER.convertValue(response, Response.class);
  }
}
