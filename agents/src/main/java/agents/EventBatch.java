package agents;

import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes all events of a model that have arrived together in one call. Waking the reader of a run
 * costs more than reading an event, so it is woken once for all of them.
 */
interface EventBatch extends Consumer<ResponseStreamEvent> {
  void acceptAll(List<ResponseStreamEvent> events);

  @Override
  default void accept(ResponseStreamEvent event) {
    acceptAll(List.of(event));
  }

  /** Passes events on together if the consumer can take them so, and else one by one. */
  static Consumer<List<ResponseStreamEvent>> to(Consumer<ResponseStreamEvent> events) {
    return events instanceof EventBatch batch ? batch::acceptAll : all -> all.forEach(events);
  }
}
