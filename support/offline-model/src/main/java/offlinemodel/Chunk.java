package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One piece of a chat completion, or all of it: then its delta is a whole message. */
record Chunk(ObjectNode json, Frame.Kind kind) {

  /** The first choice; a missing node if there is none. */
  JsonNode choice() {
    return json.at("/choices/0");
  }

  JsonNode delta() {
    return choice().path(isWhole() ? "message" : "delta");
  }

  List<ObjectNode> calls() {
    List<ObjectNode> calls = new ArrayList<>();
    delta().path("tool_calls").forEach(call -> calls.add((ObjectNode) call));
    return calls;
  }

  boolean isWhole() {
    return choice().has("message");
  }

  boolean isFinish() {
    return choice().hasNonNull("finish_reason");
  }

  /** Another chunk of the same stream, with this delta and nothing else. */
  Chunk withDelta(ObjectNode delta) {
    ObjectNode copy = json.deepCopy();
    ((ObjectNode) copy.at("/choices/0")).putNull("finish_reason").set("delta", delta);
    return new Chunk(copy, Frame.Kind.DELTA);
  }
}
