package wire;

import static wire.Json.list;
import static wire.Json.object;
import static wire.Json.text;
import static wire.Json.wellFormed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reasoning of one chat completion. Each provider has its own field for it. Some providers want
 * it back with the next request, as they sent it: {@link #extras} returns it, and {@link
 * ChatMessages} sends it.
 */
final class ChatReasoning {
  static final String CONTENT = "reasoning_content";
  static final String DETAILS = "reasoning_details";

  /** Whether Gemini flagged thoughts that no tag encloses: without more, they are the answer. */
  boolean isUntagged;

  private final StringBuilder content = new StringBuilder();
  private final List<ObjectNode> details = new ArrayList<>();
  private final Map<ObjectNode, StringBuilder> texts = new IdentityHashMap<>();

  /** Takes the reasoning in a delta and returns its text. */
  String accept(JsonNode delta) {
    StringBuilder said = new StringBuilder();
    for (JsonNode piece : list(delta.path(DETAILS))) { // OpenRouter's way: a list of pieces
      if (piece.isObject()) {
        said.append(text(piece, "text")).append(text(piece, "summary"));
        add(piece);
      }
    }
    String more = text(delta, CONTENT);
    content.append(more);
    String plain = more.isEmpty() ? text(delta, "reasoning") : more;
    return plain.isEmpty() ? said.toString() : plain;
  }

  /** A piece continues the last detail if it has its type and index; sealed ones come whole. */
  private void add(JsonNode piece) {
    ObjectNode last = details.isEmpty() ? object() : details.get(details.size() - 1);
    boolean continues =
        !piece.has("data")
            && last.path("type").equals(piece.path("type"))
            && last.path("index").equals(piece.path("index"));
    if (continues) {
      piece.properties().stream()
          .filter(field -> !field.getValue().isNull())
          .forEach(field -> last.set(field.getKey(), field.getValue()));
    } else {
      details.add(piece.deepCopy());
    }
    texts
        .computeIfAbsent(details.get(details.size() - 1), detail -> new StringBuilder())
        .append(text(piece, "text"))
        .append(text(piece, "summary"));
  }

  /** Returns what goes back to the provider, under the provider's own names. */
  ObjectNode extras() {
    ObjectNode extras = object();
    if (!content.isEmpty()) {
      extras.put(CONTENT, wellFormed(content));
    }
    for (ObjectNode detail : details) {
      String field = detail.has("summary") ? "summary" : "text";
      if (detail.has(field)) {
        detail.put(field, wellFormed(texts.get(detail)));
      }
      extras.withArray(DETAILS).add(detail);
    }
    return extras;
  }
}
