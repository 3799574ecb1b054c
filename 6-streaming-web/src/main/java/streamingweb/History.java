package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import wire.Json;

/**
 * What was said in one chat: JSON in the session, input for the model, messages for the page. A
 * question and what came of it are one turn, so that neither is ever kept without the other.
 */
final class History {
  static final String WELCOME = "Hello! Ask me something, such as: How warm is it in Lahore?";
  static final int MAX_TURNS = 50;
  static final int MAX_CHARS = 1_000_000;

  /**
   * One question and its answer.
   *
   * @param items the finished messages, tool calls and tool outputs, as the model will see them
   * @param partial the text of a message that was not finished, or empty
   * @param status {@code complete}, {@code stopped} or {@code failed}
   */
  record Turn(
      String id, String question, List<ResponseInputItem> items, String partial, String status) {}

  private final List<Turn> turns = new ArrayList<>();

  /** What {@link #toJson} wrote, or null for a chat that has not begun. */
  History(String json) {
    for (JsonNode turn : json == null ? Json.MAPPER.createArrayNode() : Json.parse(json)) {
      List<ResponseInputItem> items =
          StreamSupport.stream(turn.path("items").spliterator(), false)
              .map(item -> Json.MAPPER.convertValue(item, ResponseInputItem.class))
              .toList();
      turns.add(
          new Turn(
              turn.path("id").asText(),
              turn.path("question").asText(),
              items,
              turn.path("partial").asText(),
              turn.path("status").asText()));
    }
  }

  /** Adds a turn and forgets the oldest ones, if there is too much to keep. */
  String plus(Turn turn) {
    turns.add(turn);
    while (turns.size() > MAX_TURNS || (turns.size() > 1 && toJson().length() > MAX_CHARS)) {
      turns.remove(0);
    }
    return toJson();
  }

  /** Takes back the last turn, if that was its question, so that it can be asked again. */
  History without(String question) {
    int last = turns.size() - 1;
    if (last >= 0 && turns.get(last).question().equals(question)) {
      turns.remove(last);
    }
    return this;
  }

  /** What to ask the model: all that was said, and the question. */
  List<ResponseInputItem> with(String question) {
    List<ResponseInputItem> input = new ArrayList<>();
    for (Turn turn : turns) {
      input.add(message(Role.USER, turn.question()));
      input.addAll(turn.items());
      if (!turn.status().equals("complete")) { // the model should know what it has said
        input.add(message(Role.ASSISTANT, (turn.partial() + " [" + turn.status() + "]").strip()));
      }
    }
    input.add(message(Role.USER, question));
    return input;
  }

  String toJson() {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (Turn turn : turns) {
      ObjectNode node = json.addObject().put("id", turn.id()).put("question", turn.question());
      node.set("items", Json.MAPPER.valueToTree(turn.items()));
      node.put("partial", turn.partial()).put("status", turn.status());
    }
    return json.toString();
  }

  /** The chat as the AI SDK's {@code UIMessage}s, which is also what our own page reads. */
  ArrayNode uiMessages() {
    ArrayNode messages = Json.MAPPER.createArrayNode();
    addText(addMessage(messages, "welcome", "assistant"), WELCOME);
    for (Turn turn : turns) {
      addText(addMessage(messages, turn.id() + "-question", "user"), turn.question());
      ObjectNode answer = addMessage(messages, turn.id(), "assistant");
      answer.putObject("metadata").put("status", turn.status());
      JsonNode items = Json.MAPPER.valueToTree(turn.items());
      items.forEach(item -> addPart(answer, item));
      addText(answer, turn.partial());
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
        part.put("toolCallId", Json.string(item, "/call_id")).put("state", "input-available");
        part.set("input", UiMessageStream.jsonOrText(Json.string(item, "/arguments")));
      }
      case "function_call_output" -> {
        for (JsonNode part : message.path("parts")) {
          if (part.path("toolCallId").equals(item.path("call_id"))) {
            String output = Json.string(item, "/output");
            boolean failed = UiMessageStream.hasFailed(output);
            ((ObjectNode) part)
                .put("state", failed ? "output-error" : "output-available")
                .put(failed ? "errorText" : "output", output);
          }
        }
      }
      default -> {} // what the model thought is not for the page
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
