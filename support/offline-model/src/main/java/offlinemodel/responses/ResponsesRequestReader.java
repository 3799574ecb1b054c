package offlinemodel.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import offlinemodel.api.RequestReader;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.Message;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Json;

/** Reads a Responses request. */
final class ResponsesRequestReader extends RequestReader {
  private final Set<String> calls = new LinkedHashSet<>();
  private final Set<String> outputs = new LinkedHashSet<>();

  ResponsesRequestReader(JsonNode request) {
    super(request);
  }

  Conversation read() {
    if (!request.hasNonNull("model")) throw ApiError.missing("model");
    if (!request.hasNonNull("input")) throw ApiError.missing("input");
    rejectStored("previous_response_id");
    rejectStored("conversation");
    String told = Json.text(request, "instructions");
    if (told != null) addInstructions(told);
    readInput(request.get("input"));
    readTools(request.path("tools"));
    JsonNode format = request.path("text").path("format");
    return conversation(
        format,
        format.path("schema"),
        invalidInput(
            "Response input messages must contain the word 'json' in some form to use"
                + " 'text.format' of type 'json_object'."));
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
      addMessage(new Message.User(input.asText()));
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
    String text = text(item.path("content"));
    switch (item.path("role").asText()) {
      case "system", "developer" -> addInstructions(text);
      case "assistant" -> addMessage(new Message.Assistant(text));
      default -> addMessage(new Message.User(text));
    }
  }

  private void addCall(JsonNode item) {
    String id = item.path("call_id").asText();
    calls.add(id);
    addCall(id, item);
  }

  private void addOutput(JsonNode item) {
    String id = item.path("call_id").asText();
    if (!calls.contains(id)) {
      throw invalidInput("No tool call found for function call output with call_id " + id + ".");
    }
    outputs.add(id);
    addMessage(new Message.ToolOutput(id, text(item.path("output"))));
  }

  private static ApiError invalidInput(String message) {
    return ApiError.badRequest(message, "input", null);
  }

  private void readTools(JsonNode tools) {
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      if (!tool.hasNonNull("type")) throw ApiError.missing("tools[" + i + "].type");
      if (tool.get("type").asText().equals("function")) addTool(tool);
    }
  }
}
