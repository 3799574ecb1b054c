package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseReasoningItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Returns the SDK's object. For a tool's output, it is the input item that the model gets. */
  Object rawItem();

  /** Returns the item as input for the next model call. */
  default ResponseInputItem toInputItem() {
    return Json.MAPPER.convertValue(rawItem(), ResponseInputItem.class);
  }

  /** Returns the name of the event that announces the item. */
  default String eventName() {
    return EVENT_NAMES.getOrDefault(getClass(), "tool_called");
  }

  /** A message of the model. */
  record MessageOutputItem(ResponseOutputMessage rawItem) implements RunItem {
    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofResponseOutputMessage(rawItem);
    }

    /** Returns the text of the message, without a refusal. */
    public String text() {
      return parts()
          .flatMap(part -> part.outputText().stream())
          .flatMap(part -> part._text().asKnown().stream())
          .collect(Collectors.joining());
    }

    /** Returns what the model said when it refused to answer, or an empty string. */
    public String refusal() {
      return parts()
          .flatMap(part -> part.refusal().stream())
          .flatMap(part -> part._refusal().asKnown().stream())
          .collect(Collectors.joining());
    }

    private Stream<ResponseOutputMessage.Content> parts() {
      return rawItem._content().asKnown().stream().flatMap(List::stream);
    }
  }

  /** The model asks for a tool to be run. */
  record ToolCallItem(ResponseFunctionToolCall rawItem) implements RunItem {
    /**
     * Makes the item. Some models write the arguments as an object instead of a string of JSON.
     *
     * @throws ModelBehaviorError if the tool's name or the id of the call is missing
     */
    static ToolCallItem of(ResponseFunctionToolCall call) {
      JsonNode json = Json.MAPPER.valueToTree(call);
      if (Json.string(json, "/name").isEmpty() || Json.string(json, "/call_id").isEmpty()) {
        throw new ModelBehaviorError("The model called a tool without a name or an id: " + json);
      }
      JsonNode arguments = json.path("arguments");
      String text = arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
      return new ToolCallItem(call.toBuilder().arguments(text).build());
    }

    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofFunctionCall(rawItem);
    }

    public String name() {
      return rawItem.name();
    }

    /** Returns the arguments as the model wrote them: JSON, unless it made a mistake. */
    public String arguments() {
      return rawItem.arguments();
    }
  }

  /** What a tool returned. The model sees it as {@code String.valueOf(output)}. */
  record ToolCallOutputItem(
      ToolCallItem call, Object output, ResponseInputItem.FunctionCallOutput rawItem)
      implements RunItem {
    @Override
    public ResponseInputItem toInputItem() {
      return ResponseInputItem.ofFunctionCallOutput(rawItem);
    }

    static ToolCallOutputItem of(ToolCallItem call, Object output) {
      String seen = Objects.toString(String.valueOf(output)); // a toString() may return null
      var item = ResponseInputItem.FunctionCallOutput.builder().output(seen);
      return new ToolCallOutputItem(call, output, item.callId(call.rawItem()._callId()).build());
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
      return ToolCallOutputItem.of(new ToolCallItem(call.rawItem), output).rawItem();
    }
  }

  /** What a reasoning model shows of its thinking. */
  record ReasoningItem(ResponseReasoningItem rawItem) implements RunItem {}

  /** Any other output, such as a call of a tool that the service itself runs. */
  record OtherItem(ResponseOutputItem rawItem) implements RunItem {}
}
