package streamingweb;

import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import java.nio.charset.StandardCharsets;
import wire.Json;

/**
 * Shows a client what happens inside a run: lesson 3's {@code AllEvents}, sent to a browser. Each
 * part is transient, so the AI SDK's clients don't add it to the message.
 */
final class RunEvents {
  private static final int LONGEST_TEXT = 100;

  private RunEvents() {}

  /** Returns the part that describes an event. It quotes nothing of a response but its deltas. */
  static ObjectNode partFor(StreamEvent event) {
    ObjectNode part = UiMessageStream.event("data-run").put("transient", true);
    ObjectNode data = part.putObject("data");
    if (event instanceof RawResponseEvent raw) {
      JsonNode json = JsonValue.from(raw.data()).convert(JsonNode.class);
      data.put("from", "model").put("type", Json.string(json, "/type"));
      data.put("text", shorten(Json.string(json, "/delta")));
      data.put("bytes", json.toString().getBytes(StandardCharsets.UTF_8).length);
    } else if (event instanceof RunItemStreamEvent item) {
      data.put("from", "run").put("type", item.name()).put("text", shorten(text(item)));
    } else if (event instanceof AgentUpdatedStreamEvent updated) {
      data.put("from", "run").put("type", "agent_updated");
      data.put("text", shorten(updated.newAgent().name()));
    }
    return part;
  }

  private static String text(RunItemStreamEvent event) {
    if (event.item() instanceof ToolCallItem call) {
      return call.name();
    }
    return event.item() instanceof ToolCallOutputItem tool ? String.valueOf(tool.output()) : "";
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
