package offlinemodel.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One server-sent event.
 *
 * @param text the event as it is sent, with its closing blank line
 * @param kind what the event is for
 */
public record ServerSentEvent(String text, Kind kind) {
  /** What an event is for. */
  public enum Kind {
    /** Carries the next piece of the answer. The server waits before each of these. */
    DELTA,
    /** Says that the answer is complete. */
    END,
    /** A comment that only keeps the connection open. The server waits before each of these. */
    PING,
    /** Everything else, such as the beginning of an item. */
    OTHER
  }

  /** Returns an event without a name, as Chat Completions sends them. */
  public static ServerSentEvent data(JsonNode data, Kind kind) {
    return new ServerSentEvent("data: " + data + "\n\n", kind);
  }

  /** Returns an event with a name, as Responses sends them. */
  public static ServerSentEvent event(String name, JsonNode data, Kind kind) {
    return new ServerSentEvent("event: " + name + "\ndata: " + data + "\n\n", kind);
  }

  public boolean isDelta() {
    return kind == Kind.DELTA;
  }

  public boolean isEnd() {
    return kind == Kind.END;
  }
}
