package wire;

import static wire.Json.object;
import static wire.Json.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What grows while the model writes, and what the Responses API calls it. */
  private enum Kind {
    REASONING("reasoning", "summary", "summary_text", "text", "reasoning_summary_"),
    TEXT("message", "content", "output_text", "text", "content_"),
    REFUSAL("message", "content", "refusal", "refusal", "content_");

    final String item;
    final String list;
    final String part;
    final String field;
    final String partEvent;
    final String deltaEvent;

    Kind(String item, String list, String part, String field, String event) {
      this.item = item;
      this.list = list;
      this.part = part;
      this.field = field;
      partEvent = event + "part";
      deltaEvent = item.equals("message") ? part + ".delta" : event + "text.delta";
    }
  }

  /** A part that grows, and the place that its events name. */
  private record Part(ObjectNode json, StringBuilder text, ObjectNode place) {}

  private final Consumer<ResponseStreamEvent> events;
  private final ChatToolCalls toolCalls = new ChatToolCalls();
  private final List<ObjectNode> output = new ArrayList<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<Kind, Part> parts = new EnumMap<>(Kind.class);
  private JsonNode usage = object();
  private String id = "";
  private String model = "";
  private String finishReason = "";
  private int sequenceNumber;

  public ChatChunkReader(Consumer<ResponseStreamEvent> events) {
    this.events = events;
  }

  /** The model has said why it stopped; usage may still follow. */
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
    for (JsonNode choice : body.path("choices")) {
      ((ObjectNode) choice).set("delta", choice.path("message"));
    }
    accept(body);
  }

  @Override
  void accept(JsonNode chunk) {
    failIfError(chunk);
    id = id.isEmpty() ? string(chunk, "/id") : id;
    model = model.isEmpty() ? string(chunk, "/model") : model;
    if (sequenceNumber == 0) {
      emit("created", object(), "response", response("in_progress"));
    }
    // Usage is cumulative where it comes more than once: the last counts.
    usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        acceptDelta(choice.path("delta"));
        String reason = string(choice, "/finish_reason");
        finishReason = reason.isEmpty() ? finishReason : reason;
      }
    }
  }

  private void acceptDelta(JsonNode delta) {
    String reasoning = string(delta, "/reasoning_content");
    grow(Kind.REASONING, reasoning.isEmpty() ? string(delta, "/reasoning") : reasoning);
    boolean thought = delta.at("/extra_content/google/thought").asBoolean();
    acceptText(string(delta, "/content"), thought);
    for (JsonNode part : delta.path("content")) { // Mistral's way: a list
      part.path("thinking").forEach(thinking -> grow(Kind.REASONING, string(thinking, "/text")));
      grow(Kind.TEXT, string(part, "/text"));
    }
    grow(Kind.REFUSAL, string(delta, "/refusal"));
    for (JsonNode piece : delta.path("tool_calls")) {
      Call call = toolCalls.accept(piece);
      if (call.outputIndex >= 0) {
        emitArguments(call, ChatToolCalls.arguments(piece));
      } else if (!call.id.isEmpty() && !call.name.isEmpty()) {
        open(call);
      }
    }
    toolCalls.acceptSignature(delta.path("extra_content"));
  }

  /** Gemini's thoughts are content: flagged, between tags, the last of which begins the answer. */
  private void acceptText(String text, boolean flagged) {
    boolean thought = flagged || text.startsWith("<thought>") && !parts.containsKey(Kind.TEXT);
    int end = text.indexOf("</thought>");
    if (end >= 0 && (thought || parts.containsKey(Kind.REASONING))) {
      grow(Kind.REASONING, text.substring(0, end).replace("<thought>", ""));
      grow(Kind.TEXT, text.substring(end + "</thought>".length()));
    } else if (thought) {
      grow(Kind.REASONING, text.replace("<thought>", ""));
    } else {
      grow(Kind.TEXT, text);
    }
  }

  private void grow(Kind kind, String more) {
    if (!more.isEmpty()) {
      Part part = parts.containsKey(kind) ? parts.get(kind) : open(kind);
      part.text.append(more);
      emit(kind.deltaEvent, part.place, "delta", TextNode.valueOf(more));
    }
  }

  private Part open(Kind kind) {
    if (!items.containsKey(kind.item)) {
      ObjectNode item = object().put("type", kind.item).put("id", kind.item + "_" + id);
      item.put("role", "assistant").put("status", "in_progress").putArray(kind.list);
      items.put(kind.item, open(item));
    }
    int index = items.get(kind.item);
    ObjectNode item = output.get(index);
    ObjectNode place = place(index).put(kind.list + "_index", item.path(kind.list).size());
    ObjectNode json = item.withArray(kind.list).addObject().put("type", kind.part);
    json.put(kind.field, "").putArray("annotations");
    emit(kind.partEvent + ".added", place, "part", json);
    parts.put(kind, new Part(json, new StringBuilder(), place));
    return parts.get(kind);
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
      ObjectNode place = place(call.outputIndex);
      emit("function_call_arguments.delta", place, "delta", TextNode.valueOf(more));
    }
  }

  /** Ends the answer, when the stream has ended as it should. */
  @Override
  Response answer() {
    if (output.isEmpty() && toolCalls.calls.isEmpty() && isFinished()) {
      if (!finishReason.equals("content_filter")) {
        throw new UnreadableAnswer(
            "The model said nothing at all (finish_reason: " + finishReason + "). Ask again.");
      }
      grow(Kind.REFUSAL, "The provider's content filter stopped the answer.");
    }
    parts.forEach(
        (kind, part) ->
            emit(
                kind.partEvent + ".done",
                part.place,
                "part",
                part.json.put(kind.field, part.text.toString())));
    for (Call call : toolCalls.calls) {
      call.id = call.id.isEmpty() ? "call_" + UUID.randomUUID() : call.id;
      if (call.outputIndex < 0) {
        open(call);
      }
      output.set(call.outputIndex, item(call, call.arguments.toString()));
    }
    for (int i = 0; i < output.size(); i++) {
      emit("output_item.done", place(i), "item", output.get(i).put("status", "completed"));
    }
    ObjectNode response = response("completed");
    emit("completed", object(), "response", response);
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
      ObjectNode tokens = response.putObject("usage");
      tokens.put("input_tokens", usage.path("prompt_tokens").asLong());
      tokens.put("output_tokens", usage.path("completion_tokens").asLong());
      tokens.put("total_tokens", usage.path("total_tokens").asLong());
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
}
