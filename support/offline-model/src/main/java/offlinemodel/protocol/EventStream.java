package offlinemodel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A stream of events. Each event is made only when the one before it has been taken, so a slow
 * reader costs no memory. Writing the stream again gives the same events.
 */
@FunctionalInterface
public interface EventStream {
  /** Hands all events to the reader, one after the other. */
  void writeTo(Consumer<ServerSentEvent> reader);

  /** Returns how many events there are. This writes the stream once. */
  default int size() {
    AtomicInteger size = new AtomicInteger();
    writeTo(event -> size.incrementAndGet());
    return size.get();
  }

  /** Returns all events at once, for those who need them side by side. */
  default List<ServerSentEvent> toList() {
    List<ServerSentEvent> events = new ArrayList<>();
    writeTo(events::add);
    return events;
  }
}
