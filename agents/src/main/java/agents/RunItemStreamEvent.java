package agents;

/**
 * The run has a new item: a whole message, a tool call, a tool's output.
 *
 * @param name {@code message_output_created}, {@code tool_called}, {@code tool_output} or {@code
 *     reasoning_item_created}
 */
public record RunItemStreamEvent(String name, RunItem item) implements StreamEvent {
  @Override
  public String type() {
    return "run_item_stream_event";
  }
}
