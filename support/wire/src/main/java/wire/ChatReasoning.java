package wire;

import static wire.Json.list;
import static wire.Json.object;
import static wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reasoning of one chat completion. Each provider has its own field for it. Some providers want
 * it back with the next request, as they sent it: {@link #extras} returns it, and {@link
 * ChatMessages} sends it.
 */
final class ChatReasoning {
  static final String CONTENT = "reasoning_content";
  static final String DETAILS = "reasoning_details";

  /** Says whose own fields an item has, because no other provider may get them. */
  static final String PROVIDER = "provider";

  /** One of OpenRouter's details, and its text, which grows. */
  private record Detail(ObjectNode json, StringBuilder text) {}

  /** Whether Gemini flagged thoughts that no tag encloses: without more, they are the answer. */
  boolean isUntagged;

  private final StringBuilder content = new StringBuilder();
  private final List<Detail> details = new ArrayList<>();

  /** Takes the reasoning in a delta and returns its text. */
  String accept(JsonNode delta) {
    StringBuilder said = new StringBuilder();
    for (JsonNode piece : list(delta.path(DETAILS))) { // OpenRouter's way: a list of pieces
      if (piece.isObject()) {
        String more = text(piece, "text") + text(piece, "summary");
        detailOf(piece).text.append(more);
        said.append(more);
      }
    }
    String plain = text(delta, CONTENT);
    content.append(plain);
    String more = plain.isEmpty() ? text(delta, "reasoning") : plain;
    return more.isEmpty() ? said.toString() : more;
  }

  /** A piece continues the last detail if it has its type and index; sealed ones come whole. */
  private Detail detailOf(JsonNode piece) {
    Detail last = details.isEmpty() ? null : details.get(details.size() - 1);
    boolean continues =
        last != null
            && !piece.has("data")
            && last.json.path("type").equals(piece.path("type"))
            && last.json.path("index").equals(piece.path("index"));
    if (!continues) {
      details.add(new Detail(piece.deepCopy(), new StringBuilder()));
      return details.get(details.size() - 1);
    }
    piece.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> last.json.set(field.getKey(), field.getValue()));
    return last;
  }

  /** Returns what goes back to the provider, under the provider's own names. */
  ObjectNode extras() {
    ObjectNode extras = object();
    if (!content.isEmpty()) {
      extras.put(CONTENT, content.toString());
    }
    for (Detail detail : details) {
      Stream.of("summary", "text")
          .filter(detail.json::has)
          .findFirst()
          .ifPresent(field -> detail.json.put(field, detail.text.toString()));
      extras.withArray(DETAILS).add(detail.json);
    }
    return extras;
  }
}
