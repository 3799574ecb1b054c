package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionCallArgumentsDeltaEvent;
import com.openai.models.responses.ResponseReasoningSummaryTextDeltaEvent;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads answers of the Responses API; its events are passed on as they come. */
public class ResponsesReader extends AnswerReader {
  /** The SDK takes this for any field, but cannot say so in types. */
  @SuppressWarnings("unchecked")
  private static final JsonField<List<ResponseTextDeltaEvent.Logprob>> NO_LOGPROBS =
      (JsonField<List<ResponseTextDeltaEvent.Logprob>>) (JsonField<?>) JsonMissing.of();

  private final Consumer<List<ResponseStreamEvent>> events;
  private List<ResponseStreamEvent> unsent = new ArrayList<>();
  private final Map<Long, JsonNode> items = new TreeMap<>();
  private final ResponseTextDeltaEvent.Builder textDelta = ResponseTextDeltaEvent.builder();
  private ObjectNode response;

  /**
   * @param events gets those that have arrived together in one list, as soon as they are there
   */
  public ResponsesReader(Consumer<List<ResponseStreamEvent>> events) {
    this.events = events;
  }

  @Override
  final void flush() {
    if (!unsent.isEmpty()) {
      List<ResponseStreamEvent> together = unsent;
      unsent = new ArrayList<>();
      events.accept(together);
    }
  }

  @Override
  void accept(JsonNode event) {
    String type = event.path("type").asText();
    unsent.add(toEvent(type, event));
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
  private ResponseStreamEvent toEvent(String type, JsonNode event) {
    return switch (type) {
      case "response.output_text.delta" ->
          ResponseStreamEvent.ofOutputTextDelta(toTextDelta(event));
      case "response.function_call_arguments.delta" ->
          ResponseStreamEvent.ofFunctionCallArgumentsDelta(
              Json.to(ResponseFunctionCallArgumentsDeltaEvent.class, event));
      case "response.reasoning_summary_text.delta" ->
          ResponseStreamEvent.ofReasoningSummaryTextDelta(
              Json.to(ResponseReasoningSummaryTextDeltaEvent.class, event));
      default -> Json.to(ResponseStreamEvent.class, event);
    };
  }

  /**
   * Returns the kind that nearly all events are. The SDK's own way to read it takes twice as long;
   * it is for those with something unusual in them.
   */
  private ResponseTextDeltaEvent toTextDelta(JsonNode event) {
    JsonNode logprobs = event.path("logprobs");
    boolean usual =
        event.path("delta").isTextual()
            && event.path("item_id").isTextual()
            && event.path("output_index").isIntegralNumber()
            && event.path("content_index").isIntegralNumber()
            && event.path("sequence_number").isIntegralNumber()
            && (logprobs.isMissingNode() || logprobs.isArray() && logprobs.isEmpty());
    if (!usual) {
      return Json.to(ResponseTextDeltaEvent.class, event);
    }
    ResponseTextDeltaEvent.Builder delta =
        textDelta(event, event.path("sequence_number").longValue(), event.path("delta").textValue())
            .logprobs(logprobs.isArray() ? JsonField.of(List.of()) : NO_LOGPROBS);
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      switch (field.getKey()) {
        case "type", "delta", "item_id", "output_index", "content_index" -> {}
        case "sequence_number", "logprobs" -> {}
        default ->
            delta.putAdditionalProperty(field.getKey(), JsonValue.fromJsonNode(field.getValue()));
      }
    }
    return delta.build();
  }

  private ResponseTextDeltaEvent.Builder textDelta(JsonNode place, long number, String text) {
    return textDelta // always the same one: to make it costs as much as all the rest here
        .additionalProperties(Map.of())
        .delta(text)
        .itemId(place.path("item_id").textValue())
        .outputIndex(place.path("output_index").longValue())
        .contentIndex(place.path("content_index").longValue())
        .sequenceNumber(number)
        .logprobs(NO_LOGPROBS);
  }

  /**
   * Passes on a text delta that did not come as an event of this API, without making it JSON first.
   */
  final void passTextDelta(JsonNode place, long number, String text) {
    unsent.add(ResponseStreamEvent.ofOutputTextDelta(textDelta(place, number, text).build()));
    grow(text.length());
  }

  @Override
  void acceptWhole(JsonNode body) {
    if (!body.has("status") && !body.has("output")) {
      throw UnreadableAnswer.quoting(
          "The answer is no response. Is the base URL right? It says: ", body.toString());
    }
    response = (ObjectNode) body;
  }

  /** Takes the status from the event if the response in it has none. */
  private void acceptEnd(String status, JsonNode body) {
    UnreadableAnswer.failIfError(body);
    response = body.isObject() ? (ObjectNode) body : Json.object();
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
      throw new UnreadableAnswer(
          "The stream ended without a response. Without the Responses API there, set"
              + " OPENAI_API=chat_completions.");
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
