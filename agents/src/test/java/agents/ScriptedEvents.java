package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import wire.Json;

/** The events by which OpenAI's Responses API streams a given response, in its order. */
final class ScriptedEvents {
  private final List<ObjectNode> events = new ArrayList<>();

  private ScriptedEvents() {}

  static List<ObjectNode> of(ObjectNode response) {
    ScriptedEvents stream = new ScriptedEvents();
    ObjectNode begun = response.deepCopy().put("status", "in_progress");
    begun.putArray("output");
    stream.add("created").set("response", begun);
    stream.add("in_progress").set("response", begun);
    int index = 0;
    for (JsonNode item : response.path("output")) {
      stream.item(index++, item);
    }
    stream.add("completed").set("response", response);
    return stream.events;
  }

  private void item(int index, JsonNode item) {
    place("output_item.added", index, null).set("item", begun(item));
    switch (item.path("type").asText()) {
      case "function_call" -> {
        String arguments = item.path("arguments").asText();
        place("function_call_arguments.delta", index, item).put("delta", arguments);
        place("function_call_arguments.done", index, item)
            .put("name", item.path("name").asText())
            .put("arguments", arguments);
      }
      case "reasoning" -> item.path("summary").forEach(part -> summary(index, item, part));
      default -> item.path("content").forEach(part -> content(index, item, part));
    }
    place("output_item.done", index, null).set("item", item);
  }

  private void summary(int index, JsonNode item, JsonNode part) {
    String text = part.path("text").asText();
    JsonNode empty = part.<ObjectNode>deepCopy().put("text", "");
    at("summary", place("reasoning_summary_part.added", index, item)).set("part", empty);
    at("summary", place("reasoning_summary_text.delta", index, item)).put("delta", text);
    at("summary", place("reasoning_summary_text.done", index, item)).put("text", text);
    at("summary", place("reasoning_summary_part.done", index, item)).set("part", part);
  }

  private void content(int index, JsonNode item, JsonNode part) {
    String type = part.path("type").asText();
    String field = type.equals("refusal") ? "refusal" : "text";
    String text = part.path(field).asText();
    JsonNode empty = part.<ObjectNode>deepCopy().put(field, "");
    at("content", place("content_part.added", index, item)).set("part", empty);
    for (String piece : text.split("(?<= )")) {
      ObjectNode delta = at("content", place(type + ".delta", index, item)).put("delta", piece);
      delta.putArray("logprobs");
    }
    at("content", place(type + ".done", index, item)).put(field, text).putArray("logprobs");
    at("content", place("content_part.done", index, item)).set("part", part);
  }

  private static ObjectNode begun(JsonNode item) {
    ObjectNode begun = item.deepCopy();
    switch (item.path("type").asText()) {
      case "function_call" -> begun.put("status", "in_progress").put("arguments", "");
      case "reasoning" -> begun.putArray("summary");
      default -> begun.put("status", "in_progress").putArray("content");
    }
    return begun;
  }

  private ObjectNode add(String type) {
    ObjectNode event = Json.object().put("type", "response." + type);
    event.put("sequence_number", events.size());
    events.add(event);
    return event;
  }

  private ObjectNode place(String type, int index, JsonNode item) {
    ObjectNode event = add(type).put("output_index", index);
    return item == null ? event : event.put("item_id", item.path("id").asText());
  }

  private static ObjectNode at(String list, ObjectNode event) {
    return event.put(list + "_index", 0);
  }
}
