package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A reply and how it is to be sent.
 *
 * @param frames the events of a stream, or one frame with the whole body
 * @param pieces in how many pieces a stream would deliver the answer, even if it is sent whole
 * @param paceMillis milliseconds between two pieces
 */
record Delivery(
    int status, String contentType, List<Frame> frames, int pieces, int paceMillis, Fault fault) {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String PAGE = "text/html; charset=utf-8";

  static Delivery json(int status, JsonNode body) {
    return whole(status, JSON, body.toString());
  }

  static Delivery page(String html) {
    return whole(200, PAGE, html);
  }

  static Delivery stream(List<Frame> frames) {
    return new Delivery(200, EVENTS, frames, 0, 0, Fault.NONE);
  }

  private static Delivery whole(int status, String contentType, String body) {
    List<Frame> frames = List.of(new Frame(body, Frame.Kind.OTHER));
    return new Delivery(status, contentType, frames, 0, 0, Fault.NONE);
  }

  /** The same, sent at this pace and with this fault. */
  Delivery performed(int pieces, int paceMillis, Fault fault) {
    return new Delivery(status, contentType, frames, pieces, paceMillis, fault);
  }

  boolean streamed() {
    return contentType.equals(EVENTS);
  }

  Reply reply() {
    return new Reply(status, contentType, frames.stream().map(Frame::text).toList());
  }
}
