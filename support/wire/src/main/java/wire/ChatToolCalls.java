package wire;

import static wire.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Puts the tool calls of one chat completion together from their pieces.
 *
 * <p>The documentation says that the index shows which call a piece belongs to. Real servers leave
 * it out, send a wrong one, or send 0 for all calls. The same goes for the id. A piece belongs to
 * the call with its id; else to the last call with its index, or just the last one, unless it
 * clearly begins another.
 */
final class ChatToolCalls {
  private static final Set<String> KNOWN_FIELDS = Set.of("index", "id", "type", "function");

  final List<Call> calls = new ArrayList<>();

  /** A tool call that grows, or a piece of one. */
  static final class Call {
    final StringBuilder arguments = new StringBuilder();
    final ObjectNode extras;
    String id;
    String name;
    private final String index;

    /** Its position in the output, once it has one. */
    int outputIndex = -1;

    private Call(JsonNode piece) {
      index = text(piece, "index").replaceFirst("\\.0$", "");
      id = text(piece, "id");
      name = text(piece.path("function"), "name");
      arguments.append(arguments(piece));
      extras = piece.<ObjectNode>deepCopy().remove(KNOWN_FIELDS);
    }

    /** The arguments in a piece: a string by the documentation, an object from some servers. */
    static String arguments(JsonNode piece) {
      JsonNode arguments = piece.path("function").path("arguments");
      return arguments.isObject() ? arguments.toString() : arguments.asText("");
    }

    /** Returns what the Responses API calls it. */
    ObjectNode toItem(String arguments) {
      id = id.isEmpty() ? "call_" + UUID.randomUUID() : id;
      ObjectNode item = Json.object().put("type", "function_call").put("id", "fc_" + id);
      item.put("call_id", id).put("name", name).put("arguments", arguments);
      return item.put("status", "in_progress").setAll(extras);
    }

    /** Whether a piece goes on with this call. Otherwise it begins one of its own. */
    private boolean goesOnWith(Call piece) {
      boolean sameId = !id.isEmpty() && id.equals(piece.id);
      boolean sameName = name.equals(piece.name);
      boolean sameIndex = piece.index.isEmpty() || index.equals(piece.index);
      if (!sameId && !id.isEmpty() && !piece.id.isEmpty()) {
        // Some servers make up a new id for each piece: then it has an index, and no other name.
        return !piece.index.isEmpty()
            && (piece.name.isEmpty()
                || sameName && !arguments.isEmpty() && !whole(arguments).isObject());
      }
      if (name.isEmpty() || piece.name.isEmpty()) {
        return true;
      }
      if (!sameName) { // another tool, or another piece of the tool's name
        boolean sameCall = sameId || !id.isEmpty() && !piece.index.isEmpty();
        return sameCall && sameIndex && arguments.isEmpty();
      }
      JsonNode whole = whole(arguments);
      JsonNode other = whole(piece.arguments);
      boolean again = sameId && (!other.isObject() || whole.isEmpty() || other.equals(whole));
      return !whole.isObject() || sameIndex && (piece.arguments.isEmpty() || again);
    }

    /** Adds a piece. Some servers repeat the name, or send a part of it. */
    private void add(Call piece) {
      id = id.isEmpty() ? piece.id : id;
      name = name.equals(piece.name) ? name : name + piece.name;
      extras.setAll(piece.extras);
      boolean mayBeWhole = !arguments.isEmpty() && arguments.charAt(arguments.length() - 1) == '}';
      JsonNode whole = mayBeWhole ? whole(arguments) : MissingNode.getInstance();
      if (whole.isObject() && whole.equals(whole(piece.arguments))) {
        return; // Some servers send whole arguments again at the end, perhaps in a string.
      }
      if (whole.isObject() && whole.isEmpty() && piece.arguments.indexOf("{") == 0) {
        arguments.setLength(0); // an empty object had only held the place
      }
      arguments.append(piece.arguments);
    }

    /** Returns arguments as JSON, which is an object once they are complete. */
    private static JsonNode whole(CharSequence arguments) {
      JsonNode json = Json.parseIfJson(arguments.toString());
      return json.isTextual() ? whole(json.textValue()) : json;
    }
  }

  /** Adds a piece to the call that it belongs to, and returns that call. */
  Call accept(JsonNode json) {
    Call piece = new Call(json);
    Call open = last(call -> !piece.id.isEmpty() && call.id.equals(piece.id));
    if (open == null) {
      open = last(call -> piece.index.isEmpty() || call.index.equals(piece.index));
    }
    if (open == null && piece.id.isEmpty() && piece.name.isEmpty()) {
      open = last(call -> true);
    }
    if (open == null || !open.goesOnWith(piece)) {
      calls.add(piece);
      return piece;
    }
    open.add(piece);
    return open;
  }

  /** Gemini's signature of its thoughts must come back with a call, but may come beside it. */
  void acceptSignature(JsonNode extraContent) {
    if (extraContent.path("google").has("thought_signature") && !calls.isEmpty()) {
      calls.get(calls.size() - 1).extras.putIfAbsent("extra_content", extraContent);
    }
  }

  private Call last(Predicate<Call> matches) {
    return calls.stream().filter(matches).reduce((first, second) -> second).orElse(null);
  }
}
