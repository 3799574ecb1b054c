package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.ResponseInputItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Says in the words of the Chat Completions API what a request says in those of Responses. */
final class ChatMessages {
  /** The fields of a function call that have another place here; all others are extras. */
  private static final Set<String> CALL_FIELDS =
      Set.of("type", "id", "call_id", "name", "arguments", "status");

  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  private ChatMessages() {}

  /** The messages that a request comes to. */
  static ArrayNode of(Model.Request request) {
    ChatMessages chat = new ChatMessages();
    request.instructions().ifPresent(text -> chat.add("system").put("content", text));
    for (ResponseInputItem item : request.input()) {
      chat.add(Json.MAPPER.<ObjectNode>valueToTree(item));
    }
    return chat.messages;
  }

  /** The parameters for tools and for structured output, as far as a request has any. */
  static Map<String, Object> parameters(Model.Request request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (!request.tools().isEmpty()) {
      parameters.put("tools", request.tools().stream().map(t -> wrap("function", t)).toList());
    }
    request
        .outputSchema()
        .ifPresent(s -> parameters.put("response_format", wrap("json_schema", s)));
    String tool = request.settings().namedTool();
    if (!tool.isEmpty()) {
      parameters.put("tool_choice", wrap("function", Map.of("name", tool)));
    }
    return parameters;
  }

  /** What the Responses API says in one object, this one says in an object within it. */
  private static Map<String, Object> wrap(String type, Object content) {
    ObjectNode inner = Json.MAPPER.valueToTree(content);
    inner.remove("type");
    return Map.of("type", type, type, inner);
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
      default -> throw new UserError("The Chat Completions API has no item of type " + type);
    }
  }

  /** A text, or the parts of one. */
  private static String text(JsonNode content) {
    StringBuilder text = new StringBuilder(content.asText());
    for (JsonNode part : content) {
      if (!part.has("text") && !part.has("refusal")) {
        throw new UserError("Only text can be sent, not a part of type " + part.path("type"));
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
