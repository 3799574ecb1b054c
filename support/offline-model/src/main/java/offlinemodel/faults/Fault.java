package offlinemodel.faults;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.EventStream;

/**
 * A way to misbehave. Each one is something that clients of the real service meet some day. A fault
 * refuses a request, spoils what the model says, or spoils the stream that says it. Those of the
 * connection (cut, stall, silence) are only named here; the HTTP server plays them.
 */
public enum Fault {
  /** Everything works. */
  NONE("none"),
  /** The key is wrong. */
  UNAUTHORIZED("401"),
  /** The service is not offered to this caller. */
  FORBIDDEN("403"),
  /** The model does not exist. */
  NOT_FOUND("404"),
  /** A proxy on the way wants a password. */
  PROXY_PASSWORD("407"),
  /** Too many requests. */
  RATE_LIMITED("429"),
  /** There is no money left, or none has been paid in yet. */
  NO_CREDIT("no-credit"),
  /** The conversation is longer than the model can read. */
  TOO_LONG("too-long"),
  /** The service failed. */
  SERVER_ERROR("500"),
  /** A machine in front of the service cannot reach it, and says so in HTML. */
  BAD_GATEWAY("502"),
  /** The service is overloaded. */
  UNAVAILABLE("503"),
  /** Nothing listens at the address. */
  REFUSE_CONNECTION("refuse-connection"),
  /** The connection is encrypted, with a certificate that nobody has signed. */
  UNTRUSTED_CERTIFICATE("untrusted-certificate"),
  /** The address begins with https, but the server speaks plain HTTP. */
  NO_HTTPS("no-https"),
  /** The service takes the request and closes the connection without an answer. */
  HANG_UP("hang-up"),
  /** The service takes the request and then says nothing. */
  SILENCE("silence"),
  /** Somebody else answers: a web page in the place of the service. */
  HTML_PAGE("html-page"),
  /** The service has moved, or somebody wants a log-in first. */
  REDIRECT("redirect"),
  /** An error that comes with the status of a success. */
  JSON_ERROR("json-error"),
  /** The connection breaks in the middle of the answer. */
  CUT("cut"),
  /** The answer stops in the middle, and the connection stays open. */
  STALL("stall"),
  /** The model has said why it stopped, but the stream stays open, kept awake by comments. */
  STALL_AT_END("stall-at-end"),
  /** The first word takes three seconds. */
  SLOW_FIRST_TOKEN("slow-first-token"),
  /** The service reports an error in the middle of the stream. */
  ERROR_EVENT("error-event"),
  /** The stream ends without saying that it is complete. */
  NO_FINISH("no-finish"),
  /** The stream ends, politely, in the middle of an event. */
  CUT_EVENT("cut-event"),
  /** The answer has characters that end a line elsewhere, but not in a stream of events. */
  LINE_SEPARATORS("line-separators"),
  /** The answer's usage has words where numbers of tokens should be. */
  BAD_USAGE("bad-usage"),
  /** The server writes Latin-1 and calls it UTF-8. */
  INVALID_UTF8("invalid-utf8"),
  /** One event in the middle of the stream is longer than any event should be. */
  OVERSIZED_EVENT("oversized-event"),
  /** One event in the middle of the stream is not valid JSON. */
  BAD_JSON("bad-json"),
  /** The first tool call's arguments are not valid JSON. */
  BAD_TOOL_JSON("bad-tool-json"),
  /** The first tool call names a tool that does not exist. */
  UNKNOWN_TOOL("unknown-tool"),
  /** The model calls a tool again and again. */
  ENDLESS_TOOLS("endless-tools"),
  /** The answer reaches the limit of tokens and stops there. */
  MAX_TOKENS("max-tokens"),
  /** A filter stops the answer. */
  CONTENT_FILTER("content-filter"),
  /** The answer is complete, and nothing is in it. */
  EMPTY("empty"),
  /** The model thinks, and then stops without an answer. */
  ONLY_THOUGHTS("only-thoughts"),
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

  /** Returns how the server's address begins. */
  public String scheme() {
    return this == UNTRUSTED_CERTIFICATE || this == NO_HTTPS ? "https" : "http";
  }

  /** Returns the fault with this label. */
  public static Optional<Fault> named(String label) {
    return Arrays.stream(values()).filter(fault -> fault.label.equals(label)).findFirst();
  }

  /** Returns all labels, to be shown to the user. */
  public static String labels() {
    return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
  }

  /**
   * Refuses a request, if that is what this fault does.
   *
   * @throws ApiError if it does
   */
  public void refuse(String model) {
    switch (this) {
      case UNAUTHORIZED -> throw ApiError.wrongKey();
      case FORBIDDEN -> throw ApiError.forbidden();
      case NOT_FOUND -> throw ApiError.noSuchModel(model);
      case RATE_LIMITED -> throw ApiError.rateLimited(model);
      case NO_CREDIT -> throw ApiError.noCredit();
      case TOO_LONG -> throw ApiError.tooLong();
      case SERVER_ERROR -> throw ApiError.serverError();
      case UNAVAILABLE -> throw ApiError.overloaded();
      default -> {}
    }
  }

  /** Whether the model makes one mistake with a tool and, once told, goes on as it should. */
  public boolean spoilsFirstToolTurn() {
    return this == BAD_TOOL_JSON || this == UNKNOWN_TOOL;
  }

  /** Returns what the model says with this fault, where it should have said the given output. */
  public ModelOutput spoil(ModelOutput output) {
    return OutputFaults.spoil(this, output);
  }

  /** Returns how the answer's characters become bytes. */
  public Charset charset() {
    return this == INVALID_UTF8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  /** Returns the text of a whole answer as this fault makes it. */
  public String spoil(String body) {
    return this == BAD_USAGE ? StreamFaults.inWords(body) : body;
  }

  /**
   * Returns the stream as this fault makes it.
   *
   * @param failure makes the end of a stream that fails after some events
   */
  public EventStream spoil(EventStream events, IntFunction<EventStream> failure) {
    return StreamFaults.spoil(this, events, failure);
  }
}
