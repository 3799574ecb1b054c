package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionCallArgumentsDeltaEvent;
import com.openai.models.responses.ResponseReasoningSummaryTextDeltaEvent;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads answers of the Responses API; its events are passed on as they come. */
public class ResponsesReader extends AnswerReader {
  private final Consumer<ResponseStreamEvent> events;
  private final Map<Long, JsonNode> items = new TreeMap<>();
  private ObjectNode response;

  public ResponsesReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  @Override
  void accept(JsonNode event) {
    String type = event.path("type").asText();
    events.accept(toEvent(type, event));
    switch (type) {
      case "response.output_item.done" ->
          items.put(event.path("output_index").asLong(items.size()), event.path("item"));
      case "response.completed", "response.incomplete", "response.failed" ->
          acceptEnd(type.substring("response.".length()), event.path("response"));
      default -> {
        UnreadableAnswer.failIfError(event);
        grow(Json.text(event, "delta").length());
      }
    }
  }

  /**
   * Returns the SDK's event. A stream consists mostly of three kinds; the SDK takes three times as
   * long to find out by itself which one it is.
   */
  private static ResponseStreamEvent toEvent(String type, JsonNode event) {
    return switch (type) {
      case "response.output_text.delta" ->
          ResponseStreamEvent.ofOutputTextDelta(Json.to(ResponseTextDeltaEvent.class, event));
      case "response.function_call_arguments.delta" ->
          ResponseStreamEvent.ofFunctionCallArgumentsDelta(
              Json.to(ResponseFunctionCallArgumentsDeltaEvent.class, event));
      case "response.reasoning_summary_text.delta" ->
          ResponseStreamEvent.ofReasoningSummaryTextDelta(
              Json.to(ResponseReasoningSummaryTextDeltaEvent.class, event));
      default -> Json.to(ResponseStreamEvent.class, event);
    };
  }

  @Override
  void acceptWhole(JsonNode body) {
    if (!body.has("status") && !body.has("output")) {
      throw new UnreadableAnswer("The answer is no response. Is the base URL right?");
    }
    response = (ObjectNode) body;
  }

  /** Takes the status from the event if the response in it has none. */
  private void acceptEnd(String status, JsonNode body) {
    UnreadableAnswer.failIfError(body);
    response = body.isObject() ? body.deepCopy() : Json.object();
    if (!response.path("status").isTextual()) {
      response.put("status", status);
    }
  }

  @Override
  boolean isFinished() {
    return response != null;
  }

  @Override
  final boolean isLast() {
    return response != null;
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
    return Json.to(Response.class, response);
  }
}
