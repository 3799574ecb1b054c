package wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.models.responses.ResponseFunctionCallArgumentsDeltaEvent;
import com.openai.models.responses.ResponseReasoningSummaryTextDeltaEvent;
import com.openai.models.responses.ResponseReasoningTextDeltaEvent;
import com.openai.models.responses.ResponseRefusalDeltaEvent;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event that adds to a text, a refusal, a thought or a call's arguments.
 *
 * <p>A stream consists of these, so they are read field by field, without the tree and the
 * conversion that all other events go through. What is unusual in any way is left to those.
 */
final class DeltaEvent {
  private String type = "";
  private JsonField<String> itemId = missing();
  private JsonField<Long> outputIndex = missing();
  private JsonField<Long> contentIndex = missing();
  private JsonField<Long> summaryIndex = missing();
  private JsonField<Long> sequenceNumber = missing();
  private JsonField<String> delta = missing();
  private JsonField<List<ResponseTextDeltaEvent.Logprob>> logprobs = missing();
  private final Map<String, JsonValue> others = new LinkedHashMap<>();
  private boolean unusual;
  private ResponseStreamEvent built;

  private DeltaEvent() {}

  /** An event of ours: a text grows at the place that its item and its part have. */
  static ResponseStreamEvent of(String type, ObjectNode place, long sequenceNumber, String delta) {
    DeltaEvent event = new DeltaEvent();
    event.type = type;
    event.itemId = JsonField.of(place.path("item_id").asText());
    event.outputIndex = JsonField.of(place.path("output_index").asLong());
    if (place.has("content_index")) {
      event.contentIndex = JsonField.of(place.path("content_index").asLong());
    }
    if (place.has("summary_index")) {
      event.summaryIndex = JsonField.of(place.path("summary_index").asLong());
    }
    event.sequenceNumber = JsonField.of(sequenceNumber);
    event.delta = JsonField.of(delta);
    return event.build();
  }

  /** The SDK takes this for any field, but cannot say so in types. */
  @SuppressWarnings("unchecked")
  private static <T> JsonField<T> missing() {
    return (JsonField<T>) (JsonField<?>) JsonMissing.of();
  }

  /** Reads an event. Returns null if it is of another kind, or unusual in some way. */
  static DeltaEvent read(JsonParser json) throws IOException {
    DeltaEvent event = new DeltaEvent();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    for (String name; !event.unusual && (name = json.nextFieldName()) != null; ) {
      json.nextToken();
      event.readField(name, json);
    }
    event.built = event.unusual || json.nextToken() != null ? null : event.build();
    return event.built == null ? null : event;
  }

  /** Returns the SDK's event. */
  ResponseStreamEvent event() {
    return built;
  }

  /** Returns how many characters it adds. */
  int length() {
    return delta.asKnown().map(String::length).orElse(0);
  }

  private void readField(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type" -> type = text(json);
      case "item_id" -> itemId = JsonField.of(text(json));
      case "delta" -> delta = JsonField.of(text(json));
      case "output_index" -> outputIndex = JsonField.of(number(json));
      case "content_index" -> contentIndex = JsonField.of(number(json));
      case "summary_index" -> summaryIndex = JsonField.of(number(json));
      case "sequence_number" -> sequenceNumber = JsonField.of(number(json));
      case "logprobs" -> readNoLogprobs(json);
      case "error" -> unusual = true;
      default -> others.put(name, JsonValue.fromJsonNode(json.readValueAsTree()));
    }
    unusual |= name.equals("type") && (!type.endsWith(".delta") || !type.startsWith("response."));
  }

  private String text(JsonParser json) throws IOException {
    unusual |= !json.hasToken(JsonToken.VALUE_STRING);
    return json.getText();
  }

  private long number(JsonParser json) throws IOException {
    unusual |= !json.hasToken(JsonToken.VALUE_NUMBER_INT);
    return unusual ? 0 : json.getLongValue();
  }

  private void readNoLogprobs(JsonParser json) throws IOException {
    unusual |= !json.hasToken(JsonToken.START_ARRAY) || json.nextToken() != JsonToken.END_ARRAY;
    logprobs = JsonField.of(List.of());
  }

  /** Returns the SDK's event, or null if the SDK has no such event with these fields. */
  private ResponseStreamEvent build() {
    boolean inSummary = type.equals("response.reasoning_summary_text.delta");
    boolean inText = type.equals("response.output_text.delta");
    if (!(inSummary ? contentIndex : summaryIndex).isMissing()
        || !inText && !logprobs.isMissing()) {
      return null;
    }
    return switch (type) {
      case "response.output_text.delta" ->
          ResponseStreamEvent.ofOutputTextDelta(
              ResponseTextDeltaEvent.builder()
                  .itemId(itemId)
                  .outputIndex(outputIndex)
                  .contentIndex(contentIndex)
                  .delta(delta)
                  .logprobs(logprobs)
                  .sequenceNumber(sequenceNumber)
                  .additionalProperties(others)
                  .build());
      case "response.function_call_arguments.delta" ->
          !contentIndex.isMissing()
              ? null
              : ResponseStreamEvent.ofFunctionCallArgumentsDelta(
                  ResponseFunctionCallArgumentsDeltaEvent.builder()
                      .itemId(itemId)
                      .outputIndex(outputIndex)
                      .delta(delta)
                      .sequenceNumber(sequenceNumber)
                      .additionalProperties(others)
                      .build());
      case "response.reasoning_summary_text.delta" ->
          ResponseStreamEvent.ofReasoningSummaryTextDelta(
              ResponseReasoningSummaryTextDeltaEvent.builder()
                  .itemId(itemId)
                  .outputIndex(outputIndex)
                  .summaryIndex(summaryIndex)
                  .delta(delta)
                  .sequenceNumber(sequenceNumber)
                  .additionalProperties(others)
                  .build());
      case "response.reasoning_text.delta" ->
          ResponseStreamEvent.ofReasoningTextDelta(
              ResponseReasoningTextDeltaEvent.builder()
                  .itemId(itemId)
                  .outputIndex(outputIndex)
                  .contentIndex(contentIndex)
                  .delta(delta)
                  .sequenceNumber(sequenceNumber)
                  .additionalProperties(others)
                  .build());
      case "response.refusal.delta" ->
          ResponseStreamEvent.ofRefusalDelta(
              ResponseRefusalDeltaEvent.builder()
                  .itemId(itemId)
                  .outputIndex(outputIndex)
                  .contentIndex(contentIndex)
                  .delta(delta)
                  .sequenceNumber(sequenceNumber)
                  .additionalProperties(others)
                  .build());
      default -> null;
    };
  }
}
