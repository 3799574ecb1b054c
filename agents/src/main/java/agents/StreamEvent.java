package agents;

/** What happens in a run, told while it happens; mirrors Python's {@code StreamEvent}. */
public sealed interface StreamEvent
    permits AgentUpdatedStreamEvent, RawResponseEvent, RunItemStreamEvent {

  /** The event's name in Python: {@code raw_response_event} and so on. */
  String type();
}
