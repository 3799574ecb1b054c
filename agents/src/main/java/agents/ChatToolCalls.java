package agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Puts the tool calls of one chat completion together from their pieces.
 *
 * <p>By the documentation, the index tells which call a piece belongs to. In the field it may be
 * missing, wrong, or 0 for all; so may the id. A piece belongs to the call with its id; else to the
 * last call with its index, or just the last one, unless it clearly begins another.
 */
final class ChatToolCalls implements Iterable<ChatToolCalls.Call> {
  private static final Set<String> KNOWN_FIELDS = Set.of("index", "id", "type", "function");

  private final List<Call> calls = new ArrayList<>();

  /** A tool call that grows. */
  static final class Call {
    private final String index;
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
    private final ObjectNode extras = JsonNodeFactory.instance.objectNode();
    private ObjectNode place;

    private Call(String index) {
      this.index = index;
    }

    private void grow(JsonNode piece) {
      // An id or a name, once known, is not overwritten.
      id = id.isEmpty() ? ChatChunkReader.string(piece.path("id")) : id;
      name = name.isEmpty() ? ChatChunkReader.string(piece.at("/function/name")) : name;
      arguments.append(argumentsIn(piece));
      ObjectNode others = piece.deepCopy();
      extras.setAll(others.remove(KNOWN_FIELDS));
    }

    /** Whether the arguments are complete, as far as one can tell. */
    private boolean isWhole() {
      try {
        return Json.MAPPER.readTree(arguments.toString()).isObject();
      } catch (JsonProcessingException e) {
        return false;
      }
    }

    String arguments() {
      return arguments.toString();
    }

    boolean canBeAnnounced() {
      return !id.isEmpty() && !name.isEmpty();
    }

    boolean isAnnounced() {
      return place != null;
    }

    void announce(ObjectNode place) {
      this.place = place;
    }

    ObjectNode place() {
      return place;
    }

    Call inventId() {
      id = id.isEmpty() ? "call_" + UUID.randomUUID() : id;
      return this;
    }

    /** The call as an item of the Responses API; a provider's extras stay with it. */
    ObjectNode item(String status, String arguments) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "function_call")
          .put("id", "fc_" + id)
          .put("call_id", id)
          .put("name", name)
          .put("arguments", arguments)
          .put("status", status)
          .setAll(extras);
    }
  }

  @Override
  public Iterator<Call> iterator() {
    return calls.iterator();
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Adds a piece to the call that it belongs to. */
  Call accept(JsonNode piece) {
    Call call = find(piece);
    call.grow(piece);
    return call;
  }

  /** Gemini's signature of its thoughts must come back with the call; it may come beside it. */
  void acceptSignature(JsonNode extraContent) {
    if (extraContent.at("/google").has("thought_signature") && !calls.isEmpty()) {
      ObjectNode extras = calls.get(calls.size() - 1).extras;
      if (!extras.has("extra_content")) {
        extras.set("extra_content", extraContent);
      }
    }
  }

  /** The arguments in a piece: a string by the documentation, an object from some servers. */
  static String argumentsIn(JsonNode piece) {
    JsonNode arguments = piece.at("/function/arguments");
    return arguments.isObject() ? arguments.toString() : ChatChunkReader.string(arguments);
  }

  private Call find(JsonNode piece) {
    String id = ChatChunkReader.string(piece.path("id"));
    String name = ChatChunkReader.string(piece.at("/function/name"));
    String index = piece.path("index").asText();
    Call known = last(call -> !id.isEmpty() && call.id.equals(id));
    if (known != null) {
      return known;
    }
    boolean anonymous = id.isEmpty() && name.isEmpty();
    Call open = last(call -> index.isEmpty() || call.index.equals(index));
    if (open == null && anonymous) {
      open = last(call -> true);
    }
    return open == null || begins(open, id, name, index) ? add(index) : open;
  }

  /** Whether a piece with these marks begins a call of its own, after the open one. */
  private static boolean begins(Call open, String id, String name, String index) {
    if (!id.isEmpty() && !open.id.isEmpty()) {
      // Some servers make up a new id for each piece: then it has an index and no name.
      return !name.isEmpty() || index.isEmpty();
    }
    return !name.isEmpty() && !open.name.isEmpty() && (!name.equals(open.name) || open.isWhole());
  }

  private Call last(Predicate<Call> matches) {
    Call last = null;
    for (Call call : calls) {
      last = matches.test(call) ? call : last;
    }
    return last;
  }

  private Call add(String index) {
    calls.add(new Call(index));
    return calls.get(calls.size() - 1);
  }
}
