package agents;

import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseReasoningItem;
import java.util.Map;
import java.util.stream.Collectors;
import wire.Json;

/** Something that a run produced; mirrors Python's {@code RunItem}. */
public sealed interface RunItem {
  Map<Class<?>, String> EVENT_NAMES =
      Map.of(
          MessageOutputItem.class, "message_output_created",
          ReasoningItem.class, "reasoning_item_created",
          ToolCallOutputItem.class, "tool_output",
          HandoffCallItem.class, "handoff_requested",
          HandoffOutputItem.class, "handoff_occured");

  /** The SDK's object, or for a tool's output the item of input that it becomes. */
  Object rawItem();

  /** The item as input of the next model call. */
  default ResponseInputItem toInputItem() {
    return Json.MAPPER.convertValue(rawItem(), ResponseInputItem.class);
  }

  /** The name of the event by which a reader hears of the item. */
  default String eventName() {
    return EVENT_NAMES.getOrDefault(getClass(), "tool_called");
  }

  /** A message of the model. */
  record MessageOutputItem(ResponseOutputMessage rawItem) implements RunItem {
    /** The text of the message, without a refusal. */
    public String text() {
      return rawItem.content().stream()
          .flatMap(part -> part.outputText().stream())
          .map(part -> part.text())
          .collect(Collectors.joining());
    }

    /** What the model said when it refused to answer, or an empty string. */
    public String refusal() {
      return rawItem.content().stream()
          .flatMap(part -> part.refusal().stream())
          .map(part -> part.refusal())
          .collect(Collectors.joining());
    }
  }

  /** The model asks for a tool to be run. */
  record ToolCallItem(ResponseFunctionToolCall rawItem) implements RunItem {
    public String name() {
      return rawItem.name();
    }

    /** The arguments as the model wrote them: JSON, unless the model erred. */
    public String arguments() {
      return rawItem.arguments();
    }
  }

  /** What a tool answered; the model sees it as {@code String.valueOf(output)}. */
  record ToolCallOutputItem(ToolCallItem call, Object output) implements RunItem {
    @Override
    public ResponseInputItem.FunctionCallOutput rawItem() {
      return ResponseInputItem.FunctionCallOutput.builder()
          .callId(call.rawItem().callId())
          .output(String.valueOf(output))
          .build();
    }
  }

  /** The model asks for another agent to take over. */
  record HandoffCallItem(ResponseFunctionToolCall rawItem, Handoff handoff) implements RunItem {}

  /** Another agent has taken over. */
  record HandoffOutputItem(HandoffCallItem call, Agent sourceAgent, Agent targetAgent)
      implements RunItem {
    @Override
    public ResponseInputItem.FunctionCallOutput rawItem() {
      String output = "{\"assistant\": %s}".formatted(TextNode.valueOf(targetAgent.name()));
      return new ToolCallOutputItem(new ToolCallItem(call.rawItem), output).rawItem();
    }
  }

  /** What a reasoning model tells of its thoughts. */
  record ReasoningItem(ResponseReasoningItem rawItem) implements RunItem {}

  /** Any other output, such as the call of a tool that the service runs itself. */
  record OtherItem(ResponseOutputItem rawItem) implements RunItem {}
}
