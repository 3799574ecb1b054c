package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * Repairs what servers get wrong in the output of the Responses API. The SDK's objects throw only
 * when somebody reads such a field, which may be long after the answer.
 */
final class OutputItems {
  private OutputItems() {}

  /** Returns the item with fields of the right types; empty if it is not an item. */
  static Optional<ObjectNode> repair(JsonNode item) {
    if (!item.isObject()) {
      return Optional.empty();
    }
    ObjectNode repaired = item.deepCopy();
    String type = Json.text(item, "type");
    if (type.equals("message")) {
      repairMessage(repaired);
    } else if (type.equals("function_call")) {
      repairCall(repaired);
    } else if (type.equals("reasoning")) {
      repaired.put("id", Json.text(item, "id"));
      if (!item.path("summary").isArray()) {
        repaired.putArray("summary");
      }
    }
    return Optional.of(repaired);
  }

  private static void repairMessage(ObjectNode message) {
    JsonNode said = message.path("content");
    boolean isBare = said.isValueNode() && !said.isNull();
    JsonNode parts =
        isBare ? Json.object().put("type", "output_text").put("text", said.asText()) : said;
    ArrayNode content = message.putArray("content");
    for (JsonNode part : Json.list(parts)) {
      if (part.isObject()) {
        boolean refusal = Json.text(part, "type").equals("refusal");
        String field = refusal ? "refusal" : "text";
        ObjectNode repaired = part.<ObjectNode>deepCopy().put(field, Json.text(part, field));
        content.add(repaired);
        if (!part.path("annotations").isArray()) {
          repaired.putArray("annotations");
        }
      }
    }
    message.put("id", Json.text(message, "id"));
  }

  private static void repairCall(ObjectNode call) {
    String id = Json.text(call, "call_id");
    String other = Json.text(call, "id");
    String made = other.isEmpty() ? "call_" + UUID.randomUUID() : other;
    JsonNode arguments = call.path("arguments");
    String text = arguments.isContainerNode() ? arguments.toString() : Json.text(call, "arguments");
    call.put("call_id", id.isEmpty() ? made : id).put("name", Json.text(call, "name"));
    call.put("arguments", text);
  }
}
