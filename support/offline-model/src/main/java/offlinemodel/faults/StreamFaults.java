package offlinemodel.faults;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.ServerSentEvent;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** The faults of a stream. What goes wrong in the middle goes wrong at half of the events. */
final class StreamFaults {
  private static final ServerSentEvent PING = new ServerSentEvent(": ping\n\n", Kind.PING);

  private static final int OVERSIZED = 17_000_000;

  private StreamFaults() {}

  static EventStream spoil(Fault fault, EventStream events, IntFunction<EventStream> failure) {
    return switch (fault) {
      case NO_FINISH -> withoutEnd(events);
      case BAD_JSON -> withSpoiledEvent(events, StreamFaults::cut);
      case OVERSIZED_EVENT -> withSpoiledEvent(events, StreamFaults::oversized);
      case CUT_EVENT -> endingInside(events);
      case STALL_AT_END -> neverEnding(events);
      case BAD_USAGE -> eachEvent(events, StreamFaults::inWords);
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

  private static EventStream withSpoiledEvent(
      EventStream events, UnaryOperator<ServerSentEvent> spoil) {
    int half = events.size() / 2;
    return reader -> {
      AtomicInteger n = new AtomicInteger();
      events.writeTo(
          event -> reader.accept(n.getAndIncrement() == half ? spoil.apply(event) : event));
    };
  }

  private static EventStream endingInside(EventStream events) {
    int half = events.size() / 2;
    return reader -> {
      AtomicInteger n = new AtomicInteger();
      events.writeTo(
          event -> {
            int at = n.getAndIncrement();
            if (at <= half) reader.accept(at < half ? event : unfinished(event));
          });
    };
  }

  /** All up to the event that says why the model stopped; then comments, until nobody listens. */
  private static EventStream neverEnding(EventStream events) {
    return reader -> {
      AtomicBoolean ended = new AtomicBoolean();
      events.writeTo(
          event -> {
            if (!ended.get()) reader.accept(event);
            if (event.isEnd()) ended.set(true);
          });
      while (!Thread.currentThread().isInterrupted()) reader.accept(PING);
    };
  }

  private static EventStream eachEvent(EventStream events, UnaryOperator<String> change) {
    return reader ->
        events.writeTo(
            event -> reader.accept(new ServerSentEvent(change.apply(event.text()), event.kind())));
  }

  /** Numbers of tokens as no client expects them. */
  static String inWords(String json) {
    return json.replaceAll("(_tokens\":)\\d+", "$1\"some\"");
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
    return new ServerSentEvent(unfinished(event).text() + "\n\n", event.kind());
  }

  /** The same event with 17 million spaces in it, which JSON allows. */
  private static ServerSentEvent oversized(ServerSentEvent event) {
    String spaces = " ".repeat(OVERSIZED);
    return new ServerSentEvent(event.text().stripTrailing() + spaces + "\n\n", event.kind());
  }

  private static ServerSentEvent unfinished(ServerSentEvent event) {
    String text = event.text().strip();
    return new ServerSentEvent(text.substring(0, text.length() * 3 / 4), event.kind());
  }
}
