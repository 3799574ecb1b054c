package agents;

/** From here on this agent acts; the first event of every run. */
public record AgentUpdatedStreamEvent(Agent newAgent) implements StreamEvent {
  @Override
  public String type() {
    return "agent_updated_stream_event";
  }
}
