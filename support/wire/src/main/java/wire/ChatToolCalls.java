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

  /** A tool call that grows. */
  static final class Call {
    private final String index;
    final StringBuilder arguments = new StringBuilder();
    final ObjectNode extras = Json.object();
    String id = "";
    String name = "";

    /** Its position in the output, once it has one. */
    int outputIndex = -1;

    private Call(String index) {
      this.index = index;
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

    /** Returns arguments as JSON, which is an object once they are complete. */
    private static JsonNode whole(CharSequence arguments) {
      JsonNode json = Json.parseIfJson(arguments.toString());
      return json.isTextual() ? whole(json.textValue()) : json;
    }

    /** Adds a piece. Some servers send whole arguments again at the end, perhaps in a string. */
    private void append(String more) {
      boolean mayBeWhole = !arguments.isEmpty() && arguments.charAt(arguments.length() - 1) == '}';
      JsonNode whole = mayBeWhole ? whole(arguments) : MissingNode.getInstance();
      if (whole.isObject() && whole.equals(whole(more))) {
        return;
      }
      if (whole.isObject() && whole.isEmpty() && more.startsWith("{")) {
        arguments.setLength(0); // an empty object had only held the place
      }
      arguments.append(more);
    }
  }

  /** Adds a piece to the call that it belongs to. Some servers repeat the name, or send a part. */
  Call accept(JsonNode piece) {
    Call call = find(piece);
    String name = text(piece.path("function"), "name");
    call.id = call.id.isEmpty() ? text(piece, "id") : call.id;
    call.name = call.name.equals(name) ? name : call.name + name;
    call.append(Call.arguments(piece));
    call.extras.setAll(piece.<ObjectNode>deepCopy().remove(KNOWN_FIELDS));
    return call;
  }

  /** Gemini's signature of its thoughts must come back with a call, but may come beside it. */
  void acceptSignature(JsonNode extraContent) {
    if (extraContent.path("google").has("thought_signature") && !calls.isEmpty()) {
      calls.get(calls.size() - 1).extras.putIfAbsent("extra_content", extraContent);
    }
  }

  private Call find(JsonNode piece) {
    String id = text(piece, "id");
    String name = text(piece.path("function"), "name");
    String index = text(piece, "index").replaceFirst("\\.0$", "");
    Call open = last(call -> !id.isEmpty() && call.id.equals(id));
    if (open == null) {
      open = last(call -> index.isEmpty() || call.index.equals(index));
    }
    if (open == null && id.isEmpty() && name.isEmpty()) {
      open = last(call -> true);
    }
    if (open == null || begins(open, piece, id, name, index)) {
      open = new Call(index);
      calls.add(open);
    }
    return open;
  }

  /** Whether a piece with these marks begins a call of its own, after the open one. */
  private static boolean begins(Call open, JsonNode piece, String id, String name, String index) {
    boolean sameId = !id.isEmpty() && id.equals(open.id);
    boolean sameIndex = index.isEmpty() || index.equals(open.index);
    if (!sameId && !id.isEmpty() && !open.id.isEmpty()) {
      // Some servers make up a new id for each piece: then it has an index, and no other name.
      return index.isEmpty()
          || !name.isEmpty()
              && (!name.equals(open.name)
                  || open.arguments.isEmpty()
                  || Call.whole(open.arguments).isObject());
    }
    if (name.isEmpty() || open.name.isEmpty()) {
      return false;
    }
    if (!name.equals(open.name)) { // another tool, or another piece of the tool's name
      boolean sameCall = sameId || !open.id.isEmpty() && !index.isEmpty();
      return !sameCall || !sameIndex || !open.arguments.isEmpty();
    }
    JsonNode whole = Call.whole(open.arguments);
    JsonNode other = Call.whole(Call.arguments(piece));
    boolean again = sameId && (!other.isObject() || whole.isEmpty() || other.equals(whole));
    return whole.isObject() && (!sameIndex || !Call.arguments(piece).isEmpty() && !again);
  }

  private Call last(Predicate<Call> matches) {
    return calls.stream().filter(matches).reduce((first, second) -> second).orElse(null);
  }
}
