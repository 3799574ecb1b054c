package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in the words of the Chat Completions API what a request says in those of Responses. */
public final class ChatMessages {
  /** The fields of a function call that have another place here; all others are extras. */
  private static final Set<String> CALL_FIELDS =
      Set.of("type", "id", "call_id", "name", "arguments", "status");

  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  private ChatMessages() {}

  /** The messages that instructions and items of input come to. */
  public static JsonValue of(Optional<String> instructions, List<ResponseInputItem> input) {
    ChatMessages chat = new ChatMessages();
    instructions.ifPresent(text -> chat.add("system").put("content", text));
    for (ResponseInputItem item : input) {
      chat.add(Json.MAPPER.<ObjectNode>valueToTree(item));
    }
    return JsonValue.from(chat.messages);
  }

  /** What the Responses API says in an object with a type, this API says in one within another. */
  public static JsonValue wrap(String type, Object content) {
    ObjectNode inner = Json.MAPPER.valueToTree(content);
    inner.remove("type");
    return JsonValue.from(Map.of("type", type, type, inner));
  }

  private void add(ObjectNode item) {
    String type = item.path("type").asText("message");
    switch (type) {
      case "message" -> add(item.path("role").asText()).put("content", text(item.path("content")));
      case "function_call" -> addCall(item);
      case "function_call_output" ->
          add("tool")
              .put("tool_call_id", item.path("call_id").asText())
              .put("content", text(item.path("output")));
      case "reasoning" -> {} // The API has no place for it.
      default ->
          throw new IllegalArgumentException(
              "The Chat Completions API has no item of type " + type);
    }
  }

  /** A text, or the parts of one. */
  private static String text(JsonNode content) {
    StringBuilder text = new StringBuilder(content.asText());
    for (JsonNode part : content) {
      if (!part.has("text") && !part.has("refusal")) {
        throw new IllegalArgumentException(
            "Only text can be sent, not a part of type " + part.path("type"));
      }
      text.append(part.path("text").asText()).append(part.path("refusal").asText());
    }
    return text.toString();
  }

  /** A call belongs to the assistant's message right before it, if there is one. */
  private void addCall(ObjectNode item) {
    JsonNode last = messages.path(messages.size() - 1);
    boolean belongs = last.path("role").asText().equals("assistant");
    ObjectNode message = belongs ? (ObjectNode) last : add("assistant").putNull("content");
    ObjectNode call = message.withArray("tool_calls").addObject();
    call.put("id", item.path("call_id").asText()).put("type", "function");
    call.putObject("function")
        .put("name", item.path("name").asText())
        .put("arguments", item.path("arguments").asText());
    call.setAll(item.remove(CALL_FIELDS));
  }

  private ObjectNode add(String role) {
    return messages.addObject().put("role", role);
  }
}
