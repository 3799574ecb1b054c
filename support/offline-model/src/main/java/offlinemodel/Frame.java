package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;

/** One server-sent event with its closing blank line. */
record Frame(String text, Kind kind) {
  enum Kind {
    /** Carries the next piece of the answer; the pace is kept before each of these. */
    DELTA,
    /** Says that the answer is complete. */
    END,
    OTHER
  }

  static Frame data(JsonNode data, Kind kind) {
    return new Frame("data: " + data + "\n\n", kind);
  }

  static Frame event(String name, JsonNode data, Kind kind) {
    return new Frame("event: " + name + "\ndata: " + data + "\n\n", kind);
  }

  boolean isDelta() {
    return kind == Kind.DELTA;
  }
}
