package offlinemodel;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way to misbehave. Each one is something that clients of the real service meet some day. */
public enum Fault {
  /** Everything works. */
  NONE("none"),
  /** The key is wrong. */
  UNAUTHORIZED("401"),
  /** The service is not offered to this caller. */
  FORBIDDEN("403"),
  /** The model does not exist. */
  NOT_FOUND("404"),
  /** Too many requests. */
  RATE_LIMITED("429"),
  /** The service failed. */
  SERVER_ERROR("500"),
  /** The service is overloaded. */
  UNAVAILABLE("503"),
  /** Nothing listens at the address. */
  REFUSE_CONNECTION("refuse-connection"),
  /** The connection breaks in the middle of the answer. */
  CUT("cut"),
  /** The answer stops in the middle, and the connection stays open. */
  STALL("stall"),
  /** The first word takes three seconds. */
  SLOW_FIRST_TOKEN("slow-first-token"),
  /** The service reports an error in the middle of the stream. */
  ERROR_EVENT("error-event"),
  /** The stream ends without saying that it is complete. */
  NO_FINISH("no-finish"),
  /** One event in the middle of the stream is not valid JSON. */
  BAD_JSON("bad-json"),
  /** The first tool call's arguments are not valid JSON. */
  BAD_TOOL_JSON("bad-tool-json"),
  /** The first tool call names a tool that does not exist. */
  UNKNOWN_TOOL("unknown-tool"),
  /** The model calls a tool again and again. */
  ENDLESS_TOOLS("endless-tools"),
  /** The model refuses to answer. */
  REFUSAL("refusal");

  private final String label;

  Fault(String label) {
    this.label = label;
  }

  /** The name by which settings and scripts ask for this fault. */
  public String label() {
    return label;
  }

  static Optional<Fault> named(String label) {
    return Arrays.stream(values()).filter(fault -> fault.label.equals(label)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
  }
}
