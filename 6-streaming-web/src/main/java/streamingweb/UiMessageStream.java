package streamingweb;

import agents.RunItem.MessageOutputItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import wire.Json;

/**
 * Tells a run in the events of the AI SDK's UI message stream, version 1. SSE and WebSocket send
 * the same objects, one JSON text each.
 */
final class UiMessageStream {
  private final Consumer<String> out;
  private final Map<String, String> callIds = new HashMap<>();
  private String half = "";
  private int texts;
  private boolean inText;
  private boolean inStep;
  private boolean toolsRan;

  /**
   * @param out gets each event
   */
  UiMessageStream(Consumer<String> out) {
    this.out = out;
  }

  void start(String messageId) {
    send(event("start").put("messageId", messageId));
  }

  void accept(StreamEvent event) {
    if (event instanceof RawResponseEvent raw) {
      accept(raw.data());
    } else if (event instanceof RunItemStreamEvent run) {
      if (run.item() instanceof MessageOutputItem) {
        endText();
      } else if (run.item() instanceof ToolCallItem call) {
        ObjectNode called = event("tool-input-available", call.rawItem().callId());
        beginStep();
        called.put("toolName", call.name()).set("input", jsonOrText(call.arguments()));
        send(called);
      } else if (run.item() instanceof ToolCallOutputItem tool) {
        String output = String.valueOf(tool.output());
        String what = hasFailed(output) ? "tool-output-error" : "tool-output-available";
        ObjectNode done = event(what, tool.call().rawItem().callId());
        send(done.put(hasFailed(output) ? "errorText" : "output", output));
        toolsRan = true;
      }
    }
  }

  private void accept(ResponseStreamEvent event) {
    event.outputTextDelta().ifPresent(text -> text(text.delta()));
    event
        .outputItemAdded()
        .flatMap(added -> added.item().functionCall())
        .ifPresent(this::toolInputStart);
    event
        .functionCallArgumentsDelta()
        .filter(delta -> callIds.containsKey(delta.itemId()))
        .ifPresent(
            delta ->
                send(
                    event("tool-input-delta", callIds.get(delta.itemId()))
                        .put("inputTextDelta", delta.delta())));
  }

  private void toolInputStart(ResponseFunctionToolCall call) {
    call.id().ifPresent(id -> callIds.put(id, call.callId()));
    beginStep();
    send(event("tool-input-start", call.callId()).put("toolName", call.name()));
  }

  private void text(String piece) {
    String delta = half + piece;
    boolean cut = !delta.isEmpty() && Character.isHighSurrogate(delta.charAt(delta.length() - 1));
    half = cut ? delta.substring(delta.length() - 1) : ""; // half an emoji is no text: it waits
    delta = cut ? delta.substring(0, delta.length() - 1) : delta;
    beginStep();
    if (!inText) {
      texts++;
      send(event("text-start").put("id", textId()));
      inText = true;
    }
    send(event("text-delta").put("id", textId()).put("delta", delta));
  }

  /** The run came to its end. */
  void finish() {
    endStep();
    send(event("finish").put("finishReason", "stop"));
  }

  /** The user stopped the run. */
  void abort() {
    endStep();
    send(event("abort").put("reason", "stopped"));
  }

  /** The run failed: never let a stream just break off, an AI SDK client would not notice. */
  void error(String text) {
    endStep();
    send(event("error").put("errorText", text));
  }

  /** A step is one answer of the model, and the tools it called. */
  private void beginStep() {
    if (toolsRan) {
      endStep();
    }
    if (!inStep) {
      send(event("start-step"));
      inStep = true;
    }
  }

  private void endStep() {
    endText();
    if (inStep) {
      send(event("finish-step"));
      inStep = false;
      toolsRan = false;
    }
  }

  private void endText() {
    if (inText) {
      send(event("text-end").put("id", textId()));
      inText = false;
    }
  }

  private String textId() {
    return "t" + texts;
  }

  private void send(ObjectNode event) {
    out.accept(event.toString());
  }

  static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode event(String type, String toolCallId) {
    return event(type).put("toolCallId", toolCallId);
  }

  /** Whether a tool threw: the helper then puts it to the model in these words. */
  static boolean hasFailed(String output) {
    return output.startsWith("An error occurred while ");
  }

  /** The arguments of a tool are JSON, unless the model erred. */
  static JsonNode jsonOrText(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }
}
