package agents;

import com.openai.models.responses.ResponseStreamEvent;

/** An event of the model, as the SDK reads it: a piece of text, a piece of a tool call, … */
public record RawResponseEvent(ResponseStreamEvent data) implements StreamEvent {
  @Override
  public String type() {
    return "raw_response_event";
  }
}
