package offlinemodel.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import offlinemodel.api.RequestReader;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.Message;
import offlinemodel.protocol.ApiError;

/** Reads a Chat Completions request. */
final class ChatRequestReader extends RequestReader {
  /** The calls that the last assistant message made. */
  private final Set<String> made = new LinkedHashSet<>();

  /** The calls that have no output yet. */
  private final Set<String> open = new LinkedHashSet<>();

  ChatRequestReader(JsonNode request) {
    super(request);
  }

  Conversation read() {
    if (!request.hasNonNull("model")) {
      throw ApiError.badRequest("you must provide a model parameter", null, null);
    }
    JsonNode messages = request.path("messages");
    if (!messages.isArray()) throw ApiError.missing("messages");
    if (messages.isEmpty()) {
      String message = "Invalid 'messages': empty array. Expected an array with minimum length 1.";
      throw ApiError.badRequest(message, "messages", "empty_array");
    }
    for (int i = 0; i < messages.size(); i++) add(messages.get(i), i);
    checkOutputs();
    for (JsonNode tool : request.path("tools")) {
      if (tool.path("function").hasNonNull("name")) addTool(tool.get("function"));
    }
    JsonNode format = request.path("response_format");
    return conversation(
        format,
        format.path("json_schema").path("schema"),
        ApiError.badRequest(
            "'messages' must contain the word 'json' in some form, to use 'response_format' of"
                + " type 'json_object'.",
            "messages",
            null));
  }

  private void add(JsonNode message, int position) {
    String text = text(message.path("content"));
    String role = message.path("role").asText();
    if (!role.equals("tool")) checkOutputs();
    switch (role) {
      case "system", "developer" -> addInstructions(text);
      case "user" -> addMessage(new Message.User(text));
      case "assistant" -> addAssistant(message, text);
      case "tool" -> addOutput(message.path("tool_call_id").asText(), text, position);
      default ->
          throw ApiError.badRequest(
              "Invalid value: '"
                  + role
                  + "'. Supported values are: 'system', 'assistant', 'user',"
                  + " 'tool', and 'developer'.",
              "messages[" + position + "].role",
              "invalid_value");
    }
  }

  private void addAssistant(JsonNode message, String text) {
    if (!text.isEmpty()) addMessage(new Message.Assistant(text));
    made.clear();
    for (JsonNode call : message.path("tool_calls")) {
      String id = call.path("id").asText();
      made.add(id);
      open.add(id);
      addCall(id, call.path("function"));
    }
  }

  private void addOutput(String id, String text, int position) {
    if (!made.contains(id)) {
      throw ApiError.badRequest(
          "Invalid parameter: messages with role 'tool' must be a response to a preceding message"
              + " with 'tool_calls'.",
          "messages.[" + position + "].role",
          null);
    }
    open.remove(id);
    addMessage(new Message.ToolOutput(id, text));
  }

  private void checkOutputs() {
    if (open.isEmpty()) return;
    throw ApiError.badRequest(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", open),
        "messages",
        null);
  }
}
