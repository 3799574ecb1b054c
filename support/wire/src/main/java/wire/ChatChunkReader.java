package wire;

import static wire.ChatReasoning.PROVIDER;
import static wire.Json.list;
import static wire.Json.object;
import static wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import wire.ChatToolCalls.Call;

/**
 * Turns the chunks of a chat completion into the events of the Responses API, and reads those.
 *
 * <p>It takes chunks as providers really send them: usage on any chunk or in one of its own,
 * reasoning under several names, chunks that say nothing, and the tool calls that {@link
 * ChatToolCalls} puts together.
 */
public final class ChatChunkReader extends ResponsesReader {

  /** A part that grows, and its position for the events. */
  private record Part(ObjectNode json, StringBuilder text, ObjectNode place) {}

  private final String provider;
  private final ChatToolCalls toolCalls = new ChatToolCalls();
  private final ChatReasoning reasoning = new ChatReasoning();
  private final List<ObjectNode> output = new ArrayList<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<ChatKind, Part> parts = new EnumMap<>(ChatKind.class);
  private JsonNode usage = object();
  private String id = "";
  private String model = "";
  private String finishReason = "";
  private String deltaField = "delta";
  private boolean thinking;
  private long sequenceNumber;

  /**
   * @param provider where the completion comes from; {@link ChatMessages} sends what only this
   *     provider understands back to it and to nobody else
   */
  public ChatChunkReader(Consumer<List<ResponseStreamEvent>> events, String provider) {
    super(events);
    this.provider = provider;
  }

  /** Whether the model has said why it stopped. Its usage may still follow. */
  @Override
  boolean isFinished() {
    return !finishReason.isEmpty();
  }

  /** A whole answer is a stream of one chunk that says "message" instead of "delta". */
  @Override
  void acceptWhole(JsonNode body) {
    if (!body.has("choices")) {
      throw UnreadableAnswer.quoting(
          "The answer is no chat completion. Is the base URL right? It says: ", body.toString());
    }
    deltaField = "message";
    accept(body);
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
        UnreadableAnswer.failIfError(choice);
        acceptDelta(choice.path(deltaField));
        String reason = choice.path("finish_reason").asText("");
        finishReason = reason.isEmpty() ? finishReason : reason;
      }
    }
  }

  /** Most chunks only add text. Without a tree, that costs a sixth less CPU. */
  @Override
  void acceptAll(byte[] data) throws IOException {
    String said = id.isEmpty() || model.isEmpty() ? "" : OnlyText.in(data);
    if (said.isEmpty()) {
      super.acceptAll(data);
    } else {
      acceptText(said, false);
    }
  }

  private void acceptDelta(JsonNode delta) {
    grow(ChatKind.REASONING, reasoning.accept(delta));
    String content = text(delta, "content");
    if (!content.isEmpty()) {
      JsonNode google = delta.path("extra_content").path("google");
      acceptText(content, google.path("thought").asBoolean());
    }
    if (delta.path("content").isContainerNode()) { // Mistral's way: a list
      for (JsonNode part : list(delta.path("content"))) {
        list(part.path("thinking")).forEach(more -> grow(ChatKind.REASONING, text(more, "text")));
        grow(ChatKind.TEXT, text(part, "text"));
      }
    }
    grow(ChatKind.REFUSAL, text(delta, "refusal"));
    list(delta.path("tool_calls")).forEach(this::acceptCall);
    // What tool_calls were called until 2023:
    list(delta.path("function_call")).forEach(old -> acceptCall(object().set("function", old)));
    toolCalls.acceptSignature(delta.path("extra_content"));
  }

  private void acceptCall(JsonNode piece) {
    if (piece.isObject()) {
      Call call = toolCalls.accept(piece);
      if (call.outputIndex >= 0) {
        emitDelta("function_call_arguments.delta", place(call.outputIndex), Call.arguments(piece));
      } else if (!call.id.isEmpty() && !call.name.isEmpty()) {
        open(call);
      }
    }
  }

  /**
   * Gemini sends reasoning as flagged content between tags. The answer starts after the last tag.
   */
  private void acceptText(String text, boolean flagged) {
    boolean tagged = text.startsWith("<thought>");
    boolean thought = flagged || tagged && !parts.containsKey(ChatKind.TEXT);
    int end = text.indexOf("</thought>");
    if (end >= 0 && (thought || thinking)) {
      reasoning.isUntagged = false;
      grow(ChatKind.REASONING, text.substring(0, end).replace("<thought>", ""));
      grow(ChatKind.TEXT, text.substring(end + "</thought>".length()));
    } else if (thought) {
      reasoning.isUntagged |= !tagged && !parts.containsKey(ChatKind.REASONING);
      grow(ChatKind.REASONING, text.replace("<thought>", ""));
    } else {
      grow(ChatKind.TEXT, text);
    }
    thinking = thought && end < 0;
  }

  private void grow(ChatKind kind, String more) {
    if (!more.isEmpty()) {
      Part part = parts.computeIfAbsent(kind, this::open);
      part.text.append(more);
      if (kind == ChatKind.TEXT) {
        passTextDelta(part.place, sequenceNumber++, more);
      } else {
        emitDelta(kind.deltaEvent, part.place, more);
      }
    }
  }

  private Part open(ChatKind kind) {
    int index = openItem(kind);
    ObjectNode item = output.get(index);
    ObjectNode place = place(index).put(kind.list + "_index", item.path(kind.list).size());
    ObjectNode json = item.withArray(kind.list).addObject().put("type", kind.part);
    json.put(kind.field, "").putArray("annotations");
    emit(kind.partEvent + ".added", place, "part", json);
    return new Part(json, new StringBuilder(), place);
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
    call.outputIndex = open(call.toItem(""));
    emitDelta("function_call_arguments.delta", place(call.outputIndex), call.arguments.toString());
  }

  private int open(ObjectNode item) {
    output.add(item);
    int index = output.size() - 1;
    emit("output_item.added", object().put("output_index", index), "item", item);
    return index;
  }

  /** Ends the answer, when the stream has ended as it should. */
  @Override
  Response answer() {
    String incomplete = incompleteReason(finishReason);
    String status = incomplete.isEmpty() ? "completed" : "incomplete";
    boolean silent = !items.containsKey("message") && toolCalls.calls.isEmpty();
    if (silent && reasoning.isUntagged && incomplete.isEmpty()) {
      grow(ChatKind.TEXT, parts.get(ChatKind.REASONING).text.toString());
    }
    ObjectNode extras = reasoning.extras();
    if (!extras.isEmpty()) {
      output.get(openItem(ChatKind.REASONING)).put(PROVIDER, provider).setAll(extras);
    }
    parts.forEach(
        (kind, part) -> {
          part.json.put(kind.field, part.text.toString());
          emit(kind.partEvent + ".done", part.place, "part", part.json);
        });
    for (Call call : toolCalls.calls) {
      if (call.outputIndex < 0) {
        open(call);
      }
      ObjectNode item = call.toItem(call.arguments.toString());
      output.set(call.outputIndex, call.extras.isEmpty() ? item : item.put(PROVIDER, provider));
    }
    for (int i = 0; i < output.size(); i++) {
      emit("output_item.done", place(i), "item", output.get(i).put("status", status));
    }
    ObjectNode response = response(status);
    if (!incomplete.isEmpty()) {
      response.putObject("incomplete_details").put("reason", incomplete);
    }
    emit(status, object(), "response", response);
    return super.answer();
  }

  /** Why the answer is not whole, in the words of the Responses API; empty if it is. */
  private static String incompleteReason(String finishReason) {
    // Gemini adds its own reason: "function_call_filter: MALFORMED_FUNCTION_CALL".
    return switch (finishReason.toLowerCase(Locale.ROOT).replaceFirst(":.*", "")) {
      case "length", "max_tokens", "model_length", "max_output_tokens" -> "max_output_tokens";
      case "content_filter", "safety", "recitation", "blocklist", "prohibited_content" ->
          "content_filter";
      case "spii", "sensitive", "image_safety", "model_armor" -> "content_filter";
      case "error", "malformed_function_call", "insufficient_system_resource", "abort" ->
          finishReason;
      case "network_error", "timeout", "cancelled", "model_context_window_exceeded" -> finishReason;
      case "function_call_filter", "unexpected_tool_call", "too_many_tool_calls" -> finishReason;
      default -> "";
    };
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

  private void emitDelta(String type, ObjectNode place, String more) {
    if (!more.isEmpty()) {
      emit(type, place, "delta", TextNode.valueOf(more));
    }
  }

  private void emit(String type, ObjectNode place, String name, JsonNode value) {
    ObjectNode event = place.deepCopy().put("type", "response." + type);
    event.put("sequence_number", sequenceNumber++).set(name, value);
    super.accept(event);
  }
}
