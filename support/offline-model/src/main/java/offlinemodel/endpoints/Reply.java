package offlinemodel.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.ServerSentEvent;

/**
 * A reply and how it is to be sent.
 *
 * @param status the HTTP status
 * @param contentType the value of the Content-Type header
 * @param events the events of a stream; otherwise one that has the whole body
 * @param deltas in how many deltas a stream brings the answer, even if it is sent whole
 * @param paceMillis milliseconds before each delta
 * @param fault what goes wrong with the connection, if this is a fault of connections
 */
public record Reply(
    int status, String contentType, EventStream events, int deltas, int paceMillis, Fault fault) {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String PAGE = "text/html; charset=utf-8";

  static Reply json(int status, JsonNode body) {
    return whole(status, JSON, body.toString());
  }

  static Reply page(String html) {
    return whole(200, PAGE, html);
  }

  static Reply stream(EventStream events) {
    return new Reply(200, EVENTS, events, 0, 0, Fault.NONE);
  }

  private static Reply whole(int status, String contentType, String body) {
    ServerSentEvent only = new ServerSentEvent(body, ServerSentEvent.Kind.OTHER);
    return new Reply(status, contentType, out -> out.accept(only), 0, 0, Fault.NONE);
  }

  /** The same, sent at this pace and with this fault. */
  Reply performed(int deltas, int paceMillis, Fault fault) {
    return new Reply(status, contentType, events, deltas, paceMillis, fault);
  }

  public boolean streamed() {
    return contentType.equals(EVENTS);
  }

  /** Returns one string per event, with its closing blank line; otherwise the body. */
  public List<String> chunks() {
    return events.toList().stream().map(ServerSentEvent::text).toList();
  }
}
