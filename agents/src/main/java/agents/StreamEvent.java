package agents;

import com.openai.models.responses.ResponseStreamEvent;

/** Something that has just happened in a run; mirrors Python's {@code StreamEvent}. */
public sealed interface StreamEvent {

  /** An event of the model, as the SDK reads it: a piece of text, a piece of a tool call, … */
  record RawResponseEvent(ResponseStreamEvent data) implements StreamEvent {}

  /**
   * The run has a new item.
   *
   * @param name {@code message_output_created}, {@code tool_called}, {@code tool_output}, {@code
   *     handoff_requested}, {@code handoff_occured} (spelled as in Python) or {@code
   *     reasoning_item_created}
   */
  record RunItemStreamEvent(String name, RunItem item) implements StreamEvent {}

  /** From here on this agent acts: the first event of every run, and the last one of a handoff. */
  record AgentUpdatedStreamEvent(Agent newAgent) implements StreamEvent {}
}
