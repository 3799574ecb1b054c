package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.function.Consumer;

/**
 * Turns the chunks of a chat completion into the events and the response of the Responses API.
 *
 * <p>It takes chunks as providers really send them: usage on any chunk or in one of its own,
 * reasoning under several names, chunks that say nothing, and the tool calls that {@link
 * ChatToolCalls} puts together.
 */
final class ChatChunkReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Consumer<ResponseStreamEvent> events;
  private final ChatToolCalls calls = new ChatToolCalls();
  private final ArrayNode output = JSON.arrayNode();
  private Growing reasoning;
  private Growing text;
  private Growing refusal;
  private ObjectNode message;
  private ObjectNode messagePlace;
  private JsonNode usage = JSON.objectNode();
  private String id = "";
  private String model = "";
  private String finishReason = "";
  private int sequenceNumber;

  /** A part of the answer that grows, and the place that its events name. */
  private record Growing(ObjectNode part, String field, ObjectNode place) {}

  ChatChunkReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  /** Whether the model has said why it stopped. */
  boolean isFinished() {
    return !finishReason.isEmpty();
  }

  void accept(JsonNode chunk) {
    id = id.isEmpty() ? string(chunk.path("id")) : id;
    model = model.isEmpty() ? string(chunk.path("model")) : model;
    if (sequenceNumber == 0) {
      emit("response.created", JSON.objectNode().set("response", response("in_progress")));
    }
    // Usage is cumulative where it comes more than once: the last counts.
    usage = chunk.hasNonNull("usage") ? chunk.path("usage") : usage;
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        acceptDelta(choice.path("delta"));
        String reason = string(choice.path("finish_reason"));
        finishReason = reason.isEmpty() ? finishReason : reason;
      }
    }
  }

  private void acceptDelta(JsonNode delta) {
    acceptReasoning(string(delta.path("reasoning_content")), string(delta.path("reasoning")));
    JsonNode content = delta.path("content");
    if (delta.at("/extra_content/google/thought").asBoolean()) {
      think(string(content).replaceAll("</?thought>", ""));
    } else if (content.isArray()) {
      content.forEach(this::acceptContentPart);
    } else {
      say(string(content));
    }
    refuse(string(delta.path("refusal")));
    for (JsonNode piece : delta.path("tool_calls")) {
      call(calls.accept(piece), ChatToolCalls.argumentsIn(piece));
    }
    calls.acceptSignature(delta.path("extra_content"));
  }

  private void acceptReasoning(String content, String otherName) {
    think(content.isEmpty() ? otherName : content);
  }

  /** Mistral's way: a list of parts, some of which are thoughts. */
  private void acceptContentPart(JsonNode part) {
    say(string(part.path("text")));
    part.path("thinking").forEach(thought -> think(string(thought.path("text"))));
  }

  private void say(String more) {
    if (!more.isEmpty()) {
      if (text == null) {
        ObjectNode part = JSON.objectNode().put("type", "output_text").put("text", "");
        part.putArray("annotations");
        text = openMessagePart(part, "text");
      }
      ObjectNode delta = grow(text, more);
      delta.putArray("logprobs");
      emit("response.output_text.delta", delta);
    }
  }

  private void refuse(String more) {
    if (!more.isEmpty()) {
      if (refusal == null) {
        ObjectNode part = JSON.objectNode().put("type", "refusal").put("refusal", "");
        refusal = openMessagePart(part, "refusal");
      }
      emit("response.refusal.delta", grow(refusal, more));
    }
  }

  private void think(String more) {
    if (!more.isEmpty()) {
      if (reasoning == null) {
        ObjectNode item = JSON.objectNode().put("type", "reasoning").put("id", "rs_" + id);
        ObjectNode part = item.putArray("summary").addObject();
        part.put("type", "summary_text").put("text", "");
        ObjectNode place = openItem(item).put("summary_index", 0);
        reasoning = new Growing(part, "text", place);
        emit("response.reasoning_summary_part.added", with(place, "part", part));
      }
      emit("response.reasoning_summary_text.delta", grow(reasoning, more));
    }
  }

  private void call(ChatToolCalls.Call call, String arguments) {
    if (call.isAnnounced()) {
      emitArguments(call, arguments);
    } else if (call.canBeAnnounced()) {
      announce(call);
    }
  }

  private void announce(ChatToolCalls.Call call) {
    call.announce(openItem(call.item("in_progress", "")));
    emitArguments(call, call.arguments());
  }

  private void emitArguments(ChatToolCalls.Call call, String delta) {
    if (!delta.isEmpty()) {
      emit("response.function_call_arguments.delta", with(call.place(), "delta", delta));
    }
  }

  /** Ends the answer; to be called when the stream has ended as it should. */
  Response finish() {
    if (output.isEmpty() && calls.isEmpty() && isFinished()) {
      if (!finishReason.equals("content_filter")) {
        throw new ModelBehaviorError(
            "The model said nothing at all (finish_reason: %s). Ask again."
                .formatted(finishReason));
      }
      refuse("The provider's content filter stopped the answer.");
    }
    close(reasoning, "response.reasoning_summary_part.done");
    close(text, "response.content_part.done");
    close(refusal, "response.content_part.done");
    if (message != null) {
      message.put("status", "completed");
    }
    for (ChatToolCalls.Call call : calls) {
      if (!call.isAnnounced()) {
        announce(call.inventId());
      }
      int index = call.place().path("output_index").asInt();
      output.set(index, call.item("completed", call.arguments()));
    }
    for (int i = 0; i < output.size(); i++) {
      ObjectNode done = JSON.objectNode().put("output_index", i);
      emit("response.output_item.done", with(done, "item", output.path(i)));
    }
    ObjectNode response = response("completed");
    emit("response.completed", JSON.objectNode().set("response", response));
    return Json.MAPPER.convertValue(response, Response.class);
  }

  private Growing openMessagePart(ObjectNode part, String field) {
    if (message == null) {
      message = JSON.objectNode().put("type", "message").put("id", "msg_" + id);
      message.put("role", "assistant").put("status", "in_progress").putArray("content");
      messagePlace = openItem(message);
    }
    ArrayNode content = message.withArray("content");
    ObjectNode place = messagePlace.deepCopy().put("content_index", content.size());
    content.add(part);
    emit("response.content_part.added", with(place, "part", part));
    return new Growing(part, field, place);
  }

  /** Adds an item to the output; answers the place that its events name. */
  private ObjectNode openItem(ObjectNode item) {
    ObjectNode place = JSON.objectNode().put("output_index", output.size());
    output.add(item);
    emit("response.output_item.added", with(place, "item", item));
    return place.put("item_id", string(item.path("id")));
  }

  private static ObjectNode grow(Growing growing, String more) {
    String before = growing.part().path(growing.field()).asText();
    growing.part().put(growing.field(), before + more);
    return growing.place().deepCopy().put("delta", more);
  }

  private void close(Growing growing, String event) {
    if (growing != null) {
      emit(event, with(growing.place(), "part", growing.part()));
    }
  }

  private ObjectNode response(String status) {
    ObjectNode response =
        JSON.objectNode()
            .put("id", id)
            .put("object", "response")
            .put("created_at", 0)
            .put("model", model)
            .put("status", status)
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto")
            .putNull("error");
    response.putArray("tools");
    response.set("output", output.deepCopy());
    if (!usage.isEmpty()) {
      response.set("usage", responsesUsage());
    }
    return response;
  }

  private ObjectNode responsesUsage() {
    ObjectNode result =
        JSON.objectNode()
            .put("input_tokens", usage.path("prompt_tokens").asLong())
            .put("output_tokens", usage.path("completion_tokens").asLong())
            .put("total_tokens", usage.path("total_tokens").asLong());
    long cached = usage.at("/prompt_tokens_details/cached_tokens").asLong();
    result.putObject("input_tokens_details").put("cached_tokens", cached);
    long thought = usage.at("/completion_tokens_details/reasoning_tokens").asLong();
    result.putObject("output_tokens_details").put("reasoning_tokens", thought);
    return result;
  }

  private void emit(String type, JsonNode event) {
    ((ObjectNode) event).put("type", type).put("sequence_number", sequenceNumber++);
    events.accept(Json.MAPPER.convertValue(event, ResponseStreamEvent.class));
  }

  private static ObjectNode with(ObjectNode place, String name, JsonNode value) {
    return place.deepCopy().set(name, value.deepCopy());
  }

  private static ObjectNode with(ObjectNode place, String name, String value) {
    return place.deepCopy().put(name, value);
  }

  /** A null, a number or a missing field is no string: then it is empty. */
  static String string(JsonNode node) {
    return node.isTextual() ? node.asText() : "";
  }
}
