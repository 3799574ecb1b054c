package streamingweb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wire.Json;

/** What a log keeps for later readers: all events, with the pieces of a text joined. */
final class PastEvents {
  private static final int MOST_TRANSIENT = 2_000;

  private final List<ObjectNode> events = new ArrayList<>();
  private ObjectNode last = Json.object(); // of these, without the transient ones
  private final StringBuilder delta = new StringBuilder(); // its text
  private int transients;

  void add(ObjectNode event) {
    String piece = event.path("delta").asText();
    if (event.has("transient")) {
      if (transients++ < MOST_TRANSIENT) { // nobody misses the rest, and memory is not for free
        events.add(event);
      }
    } else if (event.has("delta") && isNextPiece(last, event)) {
      delta.append(piece);
    } else {
      joinDeltas();
      events.add(event);
      last = event;
      delta.setLength(0);
      delta.append(piece);
    }
  }

  void forEach(Consumer<ObjectNode> reader) {
    joinDeltas();
    events.forEach(reader);
  }

  private static boolean isNextPiece(ObjectNode last, ObjectNode event) {
    return last.path("type").equals(event.path("type")) && last.path("id").equals(event.path("id"));
  }

  private void joinDeltas() {
    if (last.has("delta")) {
      last.put("delta", delta.toString());
    }
  }
}
