package offlinemodel.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.ServerSentEvent;

/**
 * A reply and how it is to be sent.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers, with the content type
 * @param events the events of a stream; otherwise one that has the whole body
 * @param deltas in how many deltas a stream would have brought an answer that is sent whole
 * @param paceMillis milliseconds before each delta
 * @param fault what goes wrong with the connection, if this is a fault of connections
 */
public record Reply(
    int status,
    Map<String, String> headers,
    EventStream events,
    int deltas,
    int paceMillis,
    Fault fault) {
  private static final String TYPE = "Content-Type";
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String PAGE = "text/html; charset=utf-8";

  static Reply json(int status, JsonNode body) {
    return json(status, body.toString());
  }

  static Reply json(int status, String body) {
    // A client that is told to slow down, here of all places, need not wait.
    return whole(
        status, status == 429 ? Map.of(TYPE, JSON, "Retry-After", "0") : Map.of(TYPE, JSON), body);
  }

  static Reply page(int status, String html) {
    return whole(status, Map.of(TYPE, PAGE), html);
  }

  static Reply redirect(String location) {
    return whole(302, Map.of(TYPE, PAGE, "Location", location), "");
  }

  static Reply stream(EventStream events) {
    return new Reply(200, Map.of(TYPE, EVENTS), events, 0, 0, Fault.NONE);
  }

  private static Reply whole(int status, Map<String, String> headers, String body) {
    ServerSentEvent only = new ServerSentEvent(body, ServerSentEvent.Kind.OTHER);
    return new Reply(status, headers, reader -> reader.accept(only), 0, 0, Fault.NONE);
  }

  /** The same, sent at this pace and with this fault. */
  Reply performed(int deltas, int paceMillis, Fault fault) {
    return new Reply(status, headers, events, deltas, paceMillis, fault);
  }

  public String contentType() {
    return headers.get(TYPE);
  }

  public boolean streamed() {
    return contentType().equals(EVENTS);
  }

  /** Returns one string per event, with its closing blank line; otherwise the body. */
  public List<String> chunks() {
    return events.toList().stream().map(ServerSentEvent::text).toList();
  }
}
