package wire;

import static wire.Json.list;
import static wire.Json.object;
import static wire.Json.text;
import static wire.Json.wellFormed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import wire.ChatToolCalls.Call;

/**
 * Turns the chunks of a chat completion into the events and the response of the Responses API.
 *
 * <p>It takes chunks as providers really send them: usage on any chunk or in one of its own,
 * reasoning under several names, chunks that say nothing, and the tool calls that {@link
 * ChatToolCalls} puts together.
 */
public final class ChatChunkReader extends AnswerReader {

  /** A part that grows, and its position for the events. */
  private record Part(ObjectNode json, StringBuilder text, ObjectNode place) {}

  private final Consumer<ResponseStreamEvent> events;
  private final ChatToolCalls toolCalls = new ChatToolCalls();
  private final ChatReasoning reasoning = new ChatReasoning();
  private final List<ObjectNode> output = new ArrayList<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<ChatKind, Part> parts = new EnumMap<>(ChatKind.class);
  private JsonNode usage = object();
  private String id = "";
  private String model = "";
  private String finishReason = "";
  private long sequenceNumber;

  public ChatChunkReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  /** Whether the model has said why it stopped. Its usage may still follow. */
  @Override
  boolean isFinished() {
    return !finishReason.isEmpty();
  }

  @Override
  boolean isLast() {
    return false;
  }

  /** A whole answer is a stream of one chunk that says "message" instead of "delta". */
  @Override
  void acceptWhole(JsonNode body) {
    if (!body.has("choices")) {
      throw new UnreadableAnswer("The answer is no chat completion. Is the base URL right?");
    }
    for (JsonNode choice : list(body.path("choices"))) {
      if (choice.isObject()) {
        ((ObjectNode) choice).set("delta", choice.path("message"));
      }
    }
    accept(body);
  }

  /** Nearly all chunks have a delta of the first choice and nothing else that matters. */
  @Override
  boolean acceptDelta(JsonParser chunk) throws IOException {
    JsonNode delta = id.isEmpty() || isFinished() ? null : ChatChunks.onlyDelta(chunk);
    if (delta != null) {
      acceptDelta(delta);
    }
    return delta != null;
  }

  @Override
  void accept(JsonNode chunk) {
    UnreadableAnswer.failIfError(chunk);
    id = id.isEmpty() ? text(chunk, "id") : id;
    model = model.isEmpty() ? text(chunk, "model") : model;
    if (sequenceNumber == 0) {
      emit("created", object(), "response", response("in_progress"));
    }
    // Usage is cumulative where it comes more than once: the last counts.
    usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
    for (JsonNode choice : list(chunk.path("choices"))) {
      if (choice.path("index").asInt(0) == 0) {
        acceptDelta(choice.path("delta"));
        JsonNode reason = choice.path("finish_reason");
        boolean isReason = reason.isTextual() && !reason.asText().isEmpty();
        finishReason = isReason ? reason.asText() : finishReason;
      }
    }
  }

  private void acceptDelta(JsonNode delta) {
    grow(ChatKind.REASONING, reasoning.accept(delta));
    acceptText(text(delta, "content"), delta.path("extra_content").path("google").path("thought"));
    if (delta.path("content").isContainerNode()) { // Mistral's way: a list
      for (JsonNode part : list(delta.path("content"))) {
        list(part.path("thinking")).forEach(more -> grow(ChatKind.REASONING, text(more, "text")));
        grow(ChatKind.TEXT, text(part, "text"));
      }
    }
    grow(ChatKind.REFUSAL, text(delta, "refusal"));
    list(delta.path("tool_calls")).forEach(this::acceptCall);
    if (delta.path("function_call").isObject()) { // what tool_calls were called until 2023
      acceptCall(object().set("function", delta.path("function_call")));
    }
    toolCalls.acceptSignature(delta.path("extra_content"));
  }

  private void acceptCall(JsonNode piece) {
    if (!piece.isObject()) {
      return;
    }
    Call call = toolCalls.accept(piece);
    String more = ChatToolCalls.arguments(piece);
    grow(more.length());
    if (call.outputIndex >= 0) {
      emitArguments(call, more);
    } else if (!call.id.isEmpty() && !call.name.isEmpty()) {
      open(call);
    }
  }

  /**
   * Gemini sends reasoning as flagged content between tags. The answer starts after the last tag.
   */
  private void acceptText(String text, JsonNode flag) {
    boolean tagged = text.startsWith("<thought>");
    boolean thought = flag.asBoolean() || tagged && !parts.containsKey(ChatKind.TEXT);
    int end = text.indexOf("</thought>");
    reasoning.isUntagged |= flag.asBoolean() && !tagged && !parts.containsKey(ChatKind.REASONING);
    if (end >= 0 && (thought || parts.containsKey(ChatKind.REASONING))) {
      reasoning.isUntagged = false;
      grow(ChatKind.REASONING, text.substring(0, end).replace("<thought>", ""));
      grow(ChatKind.TEXT, text.substring(end + "</thought>".length()));
    } else if (thought) {
      grow(ChatKind.REASONING, text.replace("<thought>", ""));
    } else {
      grow(ChatKind.TEXT, text);
    }
  }

  private void grow(ChatKind kind, String more) {
    if (!more.isEmpty()) {
      grow(more.length());
      Part part = parts.containsKey(kind) ? parts.get(kind) : open(kind);
      part.text.append(more);
      emitDelta(kind.deltaEvent, part.place, more);
    }
  }

  private Part open(ChatKind kind) {
    int index = openItem(kind);
    ObjectNode item = output.get(index);
    ObjectNode place = place(index).put(kind.list + "_index", item.path(kind.list).size());
    ObjectNode json = item.withArray(kind.list).addObject().put("type", kind.part);
    json.put(kind.field, "").putArray("annotations");
    emit(kind.partEvent + ".added", place, "part", json);
    parts.put(kind, new Part(json, new StringBuilder(), place));
    return parts.get(kind);
  }

  private int openItem(ChatKind kind) {
    if (!items.containsKey(kind.item)) {
      ObjectNode item = object().put("type", kind.item).put("id", kind.item + "_" + id);
      item.put("role", "assistant").put("status", "in_progress").putArray(kind.list);
      items.put(kind.item, open(item));
    }
    return items.get(kind.item);
  }

  private void open(Call call) {
    call.outputIndex = open(item(call, ""));
    emitArguments(call, call.arguments.toString());
  }

  private int open(ObjectNode item) {
    output.add(item);
    int index = output.size() - 1;
    emit("output_item.added", object().put("output_index", index), "item", item);
    return index;
  }

  private void emitArguments(Call call, String more) {
    if (!more.isEmpty()) {
      emitDelta("function_call_arguments.delta", place(call.outputIndex), more);
    }
  }

  /** Ends the answer, when the stream has ended as it should. */
  @Override
  Response answer() {
    String status =
        ChatChunks.incompleteReason(finishReason).isEmpty() ? "completed" : "incomplete";
    boolean silent = !items.containsKey("message") && toolCalls.calls.isEmpty();
    if (silent && reasoning.isUntagged && status.equals("completed")) {
      Optional.ofNullable(parts.get(ChatKind.REASONING))
          .ifPresent(thoughts -> grow(ChatKind.TEXT, thoughts.text.toString()));
    }
    ObjectNode extras = reasoning.extras();
    if (!extras.isEmpty()) {
      output.get(openItem(ChatKind.REASONING)).setAll(extras);
    }
    parts.forEach(
        (kind, part) ->
            emit(
                kind.partEvent + ".done",
                part.place,
                "part",
                part.json.put(kind.field, wellFormed(part.text))));
    for (Call call : toolCalls.calls) {
      call.id = call.id.isEmpty() ? "call_" + UUID.randomUUID() : call.id;
      if (call.outputIndex < 0) {
        open(call);
      }
      output.set(call.outputIndex, item(call, wellFormed(call.arguments)));
    }
    for (int i = 0; i < output.size(); i++) {
      emit("output_item.done", place(i), "item", output.get(i).put("status", status));
    }
    ObjectNode response = response(status);
    if (status.equals("incomplete")) {
      response
          .putObject("incomplete_details")
          .put("reason", ChatChunks.incompleteReason(finishReason));
    }
    emit(status, object(), "response", response);
    return Json.MAPPER.convertValue(response, Response.class);
  }

  private static ObjectNode item(Call call, String arguments) {
    return object()
        .put("type", "function_call")
        .put("id", "fc_" + call.id)
        .put("call_id", call.id)
        .put("name", call.name)
        .put("arguments", arguments)
        .put("status", "in_progress")
        .setAll(call.extras);
  }

  private ObjectNode response(String status) {
    ObjectNode response = object().put("id", id).put("object", "response").put("model", model);
    response.put("created_at", 0).put("status", status).put("parallel_tool_calls", true);
    response.put("tool_choice", "auto").putArray("tools");
    response.putArray("output").addAll(output);
    if (!usage.isEmpty()) {
      response.set("usage", TokenCounts.of(usage));
    }
    return response;
  }

  private ObjectNode place(int outputIndex) {
    String itemId = output.get(outputIndex).path("id").asText();
    return object().put("output_index", outputIndex).put("item_id", itemId);
  }

  private void emit(String type, ObjectNode place, String name, JsonNode value) {
    ObjectNode event = place.deepCopy().put("type", "response." + type);
    event.put("sequence_number", sequenceNumber++).set(name, value.deepCopy());
    events.accept(Json.MAPPER.convertValue(event, ResponseStreamEvent.class));
  }

  private void emitDelta(String type, ObjectNode place, String more) {
    events.accept(DeltaEvent.of("response." + type, place, sequenceNumber++, more));
  }
}
