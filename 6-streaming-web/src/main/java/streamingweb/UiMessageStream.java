package streamingweb;

import agents.Agent;
import agents.RunItem.HandoffCallItem;
import agents.RunItem.HandoffOutputItem;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
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
 * Translates a run into the events of the AI SDK's UI message stream, version 1. SSE and WebSocket
 * send the same objects.
 */
final class UiMessageStream {
  private final Consumer<ObjectNode> out;
  private final Map<String, String> callIds = new HashMap<>();
  private String half = "";
  private int texts;
  private boolean inText;
  private String thought = "";
  private Agent agent;
  private boolean inStep;
  private boolean toolsRan;

  /**
   * @param out gets each event
   */
  UiMessageStream(Consumer<ObjectNode> out) {
    this.out = out;
  }

  void start(String messageId) {
    send(event("start").put("messageId", messageId));
  }

  void accept(StreamEvent event) {
    if (event instanceof RawResponseEvent raw) {
      accept(raw.data());
    } else if (event instanceof AgentUpdatedStreamEvent updated) {
      agentSpeaks(updated.newAgent());
    } else if (event instanceof RunItemStreamEvent run) {
      endThought();
      if (run.item() instanceof MessageOutputItem) {
        endText();
      } else if (run.item() instanceof ToolCallItem call) {
        toolCalled(call.rawItem().callId(), call.name(), call.arguments());
      } else if (run.item() instanceof ToolCallOutputItem tool) {
        toolReturned(tool.call().rawItem().callId(), String.valueOf(tool.output()));
      } else if (run.item() instanceof HandoffCallItem call) {
        toolCalled(call.rawItem().callId(), call.rawItem().name(), call.rawItem().arguments());
      } else if (run.item() instanceof HandoffOutputItem done) {
        toolReturned(done.call().rawItem().callId(), done.rawItem().output().asString());
      }
    }
  }

  void toolCalled(String id, String name, String arguments) {
    beginStep();
    ObjectNode event = event("tool-input-available", id).put("toolName", name);
    send(event.set("input", jsonOrText(arguments)));
  }

  void toolReturned(String id, String output) {
    boolean failed = hasFailed(output);
    ObjectNode event = event(failed ? "tool-output-error" : "tool-output-available", id);
    send(event.put(failed ? "errorText" : "output", output));
    toolsRan = true;
  }

  private void accept(ResponseStreamEvent event) {
    event.outputTextDelta().ifPresent(text -> text(text.delta()));
    event
        .reasoningSummaryTextDelta()
        .ifPresent(t -> thought(t.itemId() + "-" + t.summaryIndex(), t.delta()));
    event
        .reasoningTextDelta()
        .ifPresent(t -> thought(t.itemId() + "-" + t.contentIndex(), t.delta()));
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

  /** What the model tells of its thoughts; a new id begins a new paragraph. */
  private void thought(String id, String piece) {
    if (!thought.equals(id)) {
      endThought();
      beginStep();
      send(event("reasoning-start").put("id", id));
      thought = id;
    }
    send(event("reasoning-delta").put("id", id).put("delta", piece));
  }

  private void endThought() {
    if (!thought.isEmpty()) {
      send(event("reasoning-end").put("id", thought));
      thought = "";
    }
  }

  /** Says who goes on, if another agent spoke before. */
  private void agentSpeaks(Agent next) {
    if (agent != null && agent != next) {
      ObjectNode event = event("data-agent");
      event.putObject("data").put("name", next.name());
      send(event);
    }
    agent = next;
  }

  void text(String piece) {
    endThought();
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
    ObjectNode event = event("finish").put("finishReason", "stop");
    event.putObject("messageMetadata").put("status", "complete");
    send(event);
  }

  /** Somebody stopped the run. */
  void abort() {
    endStep();
    send(status("stopped"));
    send(event("abort").put("reason", "stopped"));
  }

  /** The run failed. A stream that just breaks off would look complete to the AI SDK's clients. */
  void error(String text) {
    endStep();
    send(status("failed"));
    send(event("error").put("errorText", text));
  }

  private static ObjectNode status(String status) {
    ObjectNode event = event("message-metadata");
    event.putObject("messageMetadata").put("status", status);
    return event;
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
    endThought();
    endText();
    if (inStep) {
      send(event("finish-step"));
      inStep = false;
      toolsRan = false;
    }
  }

  void endText() {
    if (inText) {
      send(event("text-end").put("id", textId()));
      inText = false;
    }
  }

  private String textId() {
    return "t" + texts;
  }

  private void send(ObjectNode event) {
    out.accept(event);
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
