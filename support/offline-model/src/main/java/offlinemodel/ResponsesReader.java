package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Reads a Responses request. */
final class ResponsesReader {
  private final JsonNode request;
  private final StringJoiner instructions = new StringJoiner("\n");
  private final List<Message> messages = new ArrayList<>();
  private final Set<String> calls = new LinkedHashSet<>();
  private final Set<String> outputs = new LinkedHashSet<>();

  private ResponsesReader(JsonNode request) {
    this.request = request;
  }

  static Conversation read(JsonNode request) {
    return new ResponsesReader(request).read();
  }

  private Conversation read() {
    if (!request.hasNonNull("model")) throw ApiError.missing("model");
    if (!request.hasNonNull("input")) throw ApiError.missing("input");
    rejectStored("previous_response_id");
    rejectStored("conversation");
    String told = Json.text(request, "instructions");
    if (told != null) instructions.add(told);
    readInput(request.get("input"));
    return new Conversation(
        request.get("model").asText(),
        instructions.toString(),
        messages,
        tools(),
        ToolChoice.of(request.path("tool_choice")),
        request.path("parallel_tool_calls").asBoolean(true),
        request.path("text").path("format").path("schema"),
        Instant.now().getEpochSecond(),
        request);
  }

  private void rejectStored(String param) {
    if (!request.hasNonNull(param)) return;
    throw ApiError.badRequest(
        "The offline model keeps no conversations, so '"
            + param
            + "' cannot be used here."
            + " Send the whole conversation as 'input'.",
        param,
        "unsupported_parameter");
  }

  private void readInput(JsonNode input) {
    if (input.isTextual()) {
      messages.add(new Message.User(input.asText()));
      return;
    }
    input.forEach(this::add);
    for (String call : calls) {
      if (!outputs.contains(call)) {
        throw invalidInput("No tool output found for function call " + call + ".");
      }
    }
  }

  /** Items of other kinds, such as reasoning, are accepted and not looked at. */
  private void add(JsonNode item) {
    switch (item.path("type").asText("message")) {
      case "message" -> addMessage(item);
      case "function_call" -> addCall(item);
      case "function_call_output" -> addOutput(item);
      default -> {}
    }
  }

  private void addMessage(JsonNode item) {
    String text = Content.text(item.path("content"));
    switch (item.path("role").asText()) {
      case "system", "developer" -> instructions.add(text);
      case "assistant" -> messages.add(new Message.Assistant(text));
      default -> messages.add(new Message.User(text));
    }
  }

  private void addCall(JsonNode item) {
    String id = item.path("call_id").asText();
    calls.add(id);
    messages.add(
        new Message.ToolCall(id, item.path("name").asText(), item.path("arguments").asText()));
  }

  private void addOutput(JsonNode item) {
    String id = item.path("call_id").asText();
    if (!calls.contains(id)) {
      throw invalidInput("No tool call found for function call output with call_id " + id + ".");
    }
    outputs.add(id);
    messages.add(new Message.ToolOutput(id, Content.text(item.path("output"))));
  }

  private static ApiError invalidInput(String message) {
    return ApiError.badRequest(message, "input", null);
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      if (!tool.hasNonNull("type")) {
        String param = "tools[" + tools.size() + "].type";
        throw ApiError.badRequest(
            "Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
      }
      if (tool.path("type").asText().equals("function")) {
        tools.add(new Tool(tool.path("name").asText(), tool.path("parameters")));
      }
    }
    return tools;
  }
}
