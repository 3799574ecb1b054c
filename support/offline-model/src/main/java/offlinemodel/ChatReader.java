package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Reads a Chat Completions request. */
final class ChatReader {
  private final JsonNode request;
  private final StringJoiner instructions = new StringJoiner("\n");
  private final List<Message> messages = new ArrayList<>();

  /** The calls that the last assistant message made, and those of them without an output yet. */
  private final Set<String> made = new LinkedHashSet<>();

  private final Set<String> unanswered = new LinkedHashSet<>();

  private ChatReader(JsonNode request) {
    this.request = request;
  }

  static Conversation read(JsonNode request) {
    return new ChatReader(request).read();
  }

  private Conversation read() {
    if (!request.hasNonNull("model")) {
      throw ApiError.badRequest("you must provide a model parameter", null, null);
    }
    JsonNode list = request.path("messages");
    if (!list.isArray()) throw ApiError.missing("messages");
    if (list.isEmpty()) {
      String message = "Invalid 'messages': empty array. Expected an array with minimum length 1.";
      throw ApiError.badRequest(message, "messages", "empty_array");
    }
    for (int i = 0; i < list.size(); i++) add(list.get(i), i);
    checkAnswered();
    return new Conversation(
        request.get("model").asText(),
        instructions.toString(),
        messages,
        tools(),
        ToolChoice.of(request.path("tool_choice")),
        request.path("parallel_tool_calls").asBoolean(true),
        request.path("response_format").path("json_schema").path("schema"),
        Instant.now().getEpochSecond(),
        request);
  }

  private void add(JsonNode message, int position) {
    String text = Content.text(message.path("content"));
    String role = message.path("role").asText();
    if (!role.equals("tool")) checkAnswered();
    switch (role) {
      case "system", "developer" -> instructions.add(text);
      case "user" -> messages.add(new Message.User(text));
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
    if (!text.isEmpty()) messages.add(new Message.Assistant(text));
    made.clear();
    for (JsonNode call : message.path("tool_calls")) {
      String id = call.path("id").asText();
      JsonNode function = call.path("function");
      made.add(id);
      unanswered.add(id);
      messages.add(
          new Message.ToolCall(
              id, function.path("name").asText(), function.path("arguments").asText()));
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
    unanswered.remove(id);
    messages.add(new Message.ToolOutput(id, text));
  }

  private void checkAnswered() {
    if (unanswered.isEmpty()) return;
    throw ApiError.badRequest(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", unanswered),
        "messages",
        null);
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      JsonNode function = tool.path("function");
      if (function.hasNonNull("name")) {
        tools.add(new Tool(function.get("name").asText(), function.path("parameters")));
      }
    }
    return tools;
  }
}
