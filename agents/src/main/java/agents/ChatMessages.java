package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Set;

/** Says in the words of the Chat Completions API what a request says in those of Responses. */
final class ChatMessages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * The parts of a function call that have a place of their own; others are a provider's extras.
   */
  private static final Set<String> CALL_FIELDS =
      Set.of("type", "id", "call_id", "name", "arguments", "status");

  private final ArrayNode messages = JSON.arrayNode();

  private ChatMessages() {}

  static ArrayNode of(Model.Request request) {
    ChatMessages chat = new ChatMessages();
    request.instructions().ifPresent(text -> chat.add("system").put("content", text));
    for (ResponseInputItem item : request.input()) {
      chat.add(Json.MAPPER.<ObjectNode>valueToTree(item));
    }
    return chat.messages;
  }

  static ArrayNode tools(List<FunctionTool> tools) {
    ArrayNode result = JSON.arrayNode();
    for (FunctionTool tool : tools) {
      ObjectNode function = Json.MAPPER.valueToTree(tool);
      function.remove("type");
      result.addObject().put("type", "function").set("function", function);
    }
    return result;
  }

  static ObjectNode responseFormat(ResponseFormatTextJsonSchemaConfig schema) {
    ObjectNode jsonSchema = Json.MAPPER.valueToTree(schema);
    jsonSchema.remove("type");
    return JSON.objectNode().put("type", "json_schema").set("json_schema", jsonSchema);
  }

  private void add(ObjectNode item) {
    switch (item.path("type").asText("message")) {
      case "message" -> addMessage(item);
      case "function_call" -> addCall(item);
      case "function_call_output" ->
          add("tool")
              .put("tool_call_id", item.path("call_id").asText())
              .put("content", item.path("output").asText());
      case "reasoning" -> {
        // The API has no place for it.
      }
      default ->
          throw new UserError(
              "The Chat Completions API cannot be sent an item of type \"%s\"."
                  .formatted(item.path("type").asText()));
    }
  }

  private void addMessage(ObjectNode item) {
    ObjectNode message = add(item.path("role").asText());
    JsonNode content = item.path("content");
    if (content.isTextual()) {
      message.set("content", content);
      return;
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.has("text") && !part.has("refusal")) {
        throw new UserError("Only text can be sent, not a part of type " + part.path("type"));
      }
      text.append(part.path("text").asText()).append(part.path("refusal").asText());
    }
    message.put("content", text.toString());
  }

  /** A call belongs to the assistant's message right before it, if there is one. */
  private void addCall(ObjectNode item) {
    JsonNode last = messages.path(messages.size() - 1);
    ObjectNode message =
        last.path("role").asText().equals("assistant")
            ? (ObjectNode) last
            : add("assistant").putNull("content");
    ObjectNode call = message.withArray("tool_calls").addObject();
    call.put("id", item.path("call_id").asText()).put("type", "function");
    call.putObject("function")
        .put("name", item.path("name").asText())
        .put("arguments", item.path("arguments").asText());
    item.remove(CALL_FIELDS);
    call.setAll(item);
  }

  private ObjectNode add(String role) {
    return messages.addObject().put("role", role);
  }
}
