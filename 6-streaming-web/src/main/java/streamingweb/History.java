package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import wire.Json;

/** What was said in one chat, as the model reads it, and as a page reads it. */
final class History {
  static final String WELCOME = "Hello! Ask me something, such as: How warm is it in Lahore?";

  /** The model reads the last messages, up to so many characters of their JSON. */
  static final int MODEL_READS = 1_000_000;

  private History() {}

  /** Returns the messages as input of a run, without the oldest ones if there are too many. */
  static List<ResponseInputItem> input(List<Message> messages) {
    List<ResponseInputItem> input = new ArrayList<>();
    for (Message message : latest(messages)) {
      if (message.isQuestion()) {
        input.add(message(Role.USER, message.text()));
      } else {
        input.addAll(message.isComplete() ? message.items() : finished(message.items()));
        if (!message.isComplete()) { // the model should know what it has said
          String end = message.partial() + " [" + message.status() + "]";
          input.add(message(Role.ASSISTANT, end.strip()));
        }
      }
    }
    return input;
  }

  /** Without calls that have no output, and thoughts that led to nothing: services refuse them. */
  private static List<ResponseInputItem> finished(List<ResponseInputItem> items) {
    int open = 0;
    int end = 0;
    for (int i = 0; i < items.size(); i++) {
      ResponseInputItem item = items.get(i);
      open += item.isFunctionCall() ? 1 : item.isFunctionCallOutput() ? -1 : 0;
      end = open == 0 && !item.isReasoning() ? i + 1 : end;
    }
    return items.subList(0, end);
  }

  private static List<Message> latest(List<Message> messages) {
    int first = messages.size() - 1; // the question
    int characters = 0;
    for (int i = first; i >= 0 && characters <= MODEL_READS; i--) {
      first = messages.get(i).isQuestion() ? i : first;
      characters += i == 0 ? 0 : messages.get(i - 1).body().toString().length();
    }
    return messages.subList(first, messages.size());
  }

  /** Returns the chat as the AI SDK's {@code UIMessage}s, which our own page reads too. */
  static ArrayNode uiMessages(List<Message> said) {
    ArrayNode messages = Json.MAPPER.createArrayNode();
    addText(addMessage(messages, "welcome", Message.ASSISTANT), WELCOME);
    for (Message message : said) {
      ObjectNode ui = addMessage(messages, message.id(), message.role());
      if (message.isQuestion()) {
        addText(ui, message.text());
      } else {
        ui.putObject("metadata").put("status", message.status());
        message.body().path("items").forEach(item -> addPart(ui, item));
        addText(ui, message.partial());
      }
    }
    return messages;
  }

  private static void addPart(ObjectNode message, JsonNode item) {
    switch (Json.string(item, "/type")) {
      case "message" ->
          item.path("content").findValuesAsText("text").forEach(t -> addText(message, t));
      case "function_call" -> {
        ObjectNode part = message.withArray("parts").addObject();
        part.put("type", "tool-" + Json.string(item, "/name"));
        part.put("toolCallId", Json.string(item, "/call_id")).put("state", "output-error");
        part.put("errorText", "It was stopped."); // unless there is an output of it
        part.set("input", UiMessageStream.jsonOrText(Json.string(item, "/arguments")));
      }
      case "function_call_output" -> {
        for (JsonNode part : message.path("parts")) {
          if (part.path("toolCallId").equals(item.path("call_id"))) {
            String output = Json.string(item, "/output");
            boolean failed = UiMessageStream.hasFailed(output);
            ObjectNode done = ((ObjectNode) part).without("errorText");
            done.put("state", failed ? "output-error" : "output-available")
                .put(failed ? "errorText" : "output", output);
          }
        }
      }
      case "reasoning" -> {
        String thought = String.join("\n\n", item.findValuesAsText("text"));
        if (!thought.isEmpty()) {
          ObjectNode part = message.withArray("parts").addObject().put("type", "reasoning");
          part.put("text", thought).put("state", "done");
        }
      }
      default -> {}
    }
  }

  private static ObjectNode addMessage(ArrayNode messages, String id, String role) {
    ObjectNode message = messages.addObject().put("id", id).put("role", role);
    message.putArray("parts");
    return message;
  }

  private static void addText(ObjectNode message, String text) {
    if (!text.isEmpty()) {
      message.withArray("parts").addObject().put("type", "text").put("text", text);
    }
  }

  private static ResponseInputItem message(Role role, String text) {
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
