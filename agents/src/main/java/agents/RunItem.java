package agents;

import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseReasoningItem;
import java.util.stream.Collectors;

/** Something that a run produced; mirrors Python's {@code RunItem}. */
public sealed interface RunItem {

  /** The name under which the item is announced: {@code message_output_created} and so on. */
  String eventName();

  /** The item as input of the next model call. */
  ResponseInputItem toInputItem();

  /** A message of the model. */
  record MessageOutputItem(ResponseOutputMessage rawItem) implements RunItem {
    @Override
    public String eventName() {
      return "message_output_created";
    }

    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofResponseOutputMessage(rawItem);
    }

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
    @Override
    public String eventName() {
      return "tool_called";
    }

    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofFunctionCall(rawItem);
    }

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
    public String eventName() {
      return "tool_output";
    }

    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofFunctionCallOutput(
          ResponseInputItem.FunctionCallOutput.builder()
              .callId(call.rawItem().callId())
              .output(String.valueOf(output))
              .build());
    }
  }

  /** What a reasoning model tells of its thoughts. */
  record ReasoningItem(ResponseReasoningItem rawItem) implements RunItem {
    @Override
    public String eventName() {
      return "reasoning_item_created";
    }

    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofReasoning(rawItem);
    }
  }

  /** Any other output: a hosted tool's call, which the service runs itself. */
  record OtherItem(ResponseOutputItem rawItem) implements RunItem {
    @Override
    public String eventName() {
      return "tool_called";
    }

    @Override
    public ResponseInputItem toInputItem() {
      return Json.MAPPER.convertValue(rawItem, ResponseInputItem.class);
    }
  }
}
