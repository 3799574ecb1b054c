package offlinemodel.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.ServerSentEvent;

/** The faults of a stream. What goes wrong in the middle goes wrong at half of the events. */
final class StreamFaults {
  private StreamFaults() {}

  static EventStream spoil(Fault fault, EventStream events, IntFunction<EventStream> failure) {
    return switch (fault) {
      case NO_FINISH -> withoutEnd(events);
      case BAD_JSON -> withBrokenEvent(events);
      case ERROR_EVENT -> failing(events, failure);
      default -> events;
    };
  }

  private static EventStream withoutEnd(EventStream events) {
    return reader ->
        events.writeTo(
            event -> {
              if (!event.isEnd()) reader.accept(event);
            });
  }

  private static EventStream withBrokenEvent(EventStream events) {
    int half = events.size() / 2;
    return reader -> {
      AtomicInteger n = new AtomicInteger();
      events.writeTo(event -> reader.accept(n.getAndIncrement() == half ? cut(event) : event));
    };
  }

  private static EventStream failing(EventStream events, IntFunction<EventStream> failure) {
    int half = events.size() / 2;
    return reader -> {
      AtomicInteger n = new AtomicInteger();
      events.writeTo(
          event -> {
            if (n.getAndIncrement() < half) reader.accept(event);
          });
      failure.apply(half).writeTo(reader);
    };
  }

  private static ServerSentEvent cut(ServerSentEvent event) {
    String text = event.text().strip();
    return new ServerSentEvent(text.substring(0, text.length() * 3 / 4) + "\n\n", event.kind());
  }
}
