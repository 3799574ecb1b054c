package offlinemodel.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** One chunk of a streamed chat completion. */
public record ChatCompletionChunk(ObjectNode json, Kind kind) {

  /** The first choice; a missing node if there is none. */
  JsonNode choice() {
    return json.at("/choices/0");
  }

  boolean hasChoice() {
    return choice().isObject();
  }

  ObjectNode delta() {
    return (ObjectNode) choice().get("delta");
  }

  List<ObjectNode> calls() {
    List<ObjectNode> calls = new ArrayList<>();
    choice().path("delta").path("tool_calls").forEach(call -> calls.add((ObjectNode) call));
    return calls;
  }

  boolean isFinish() {
    return choice().hasNonNull("finish_reason");
  }

  /** Another chunk of the same stream, with this delta and nothing else. */
  ChatCompletionChunk withDelta(ObjectNode delta) {
    ObjectNode copy = json.deepCopy();
    ((ObjectNode) copy.at("/choices/0")).putNull("finish_reason").set("delta", delta);
    return new ChatCompletionChunk(copy, Kind.DELTA);
  }

  ChatCompletionChunk copy() {
    return new ChatCompletionChunk(json.deepCopy(), kind);
  }
}
