package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A server sent something that is not an answer. The message says in one line what it is. */
public final class UnreadableAnswer extends RuntimeException {
  private static final int LONGEST_QUOTE = 1000;

  /** What servers put into a field called error when there is none. */
  private static final Set<String> NO_ERROR = Set.of("", "null", "false", "0");

  UnreadableAnswer(String message) {
    super(message);
  }

  /** For a body or a piece that should be JSON. */
  static UnreadableAnswer notJson(byte[] bytes, JsonProcessingException e) {
    String said = new String(bytes, StandardCharsets.UTF_8);
    UnreadableAnswer failure =
        e.getOriginalMessage().contains("UTF-8")
            ? new UnreadableAnswer(
                "The answer contains bytes that are not text in UTF-8: the server or a proxy on the"
                    + " way damages it. If it happens each time, use another server.")
            : isPage(said) ? page(said) : quoting("A piece of the answer is not JSON: ", said);
    failure.initCause(e);
    return failure;
  }

  /** For a body that should be a stream. If it reports an error, throws that: it matters more. */
  static UnreadableAnswer notAStream(String said) {
    try {
      JsonNode json = Json.WIRE.readTree(said);
      failIfError(json);
      if (json.has("choices") || json.has("output")) {
        return new UnreadableAnswer(
            "The server sent a whole answer instead of a stream. This server does not stream: use"
                + " runSync or run.");
      }
    } catch (JsonProcessingException e) {
      // Not even JSON.
    }
    String what = "The server sent something that is not a stream of events.";
    return isPage(said) ? page(said) : quoting(what + " Is the base URL right? It says: ", said);
  }

  private static boolean isPage(String said) {
    return said.stripLeading().startsWith("<");
  }

  private static UnreadableAnswer page(String said) {
    String what = "The server sent a web page instead of an answer. Is the base URL right?";
    return quoting(what + " Is there a proxy or a login page on the way? It says: ", said);
  }

  /** Quotes what the server said, because it may say what is wrong. */
  static UnreadableAnswer quoting(String problem, String said) {
    // Half a key would not be recognized, so keys are hidden before the text is cut.
    String safe = Keys.hide(said.substring(0, Math.min(said.length(), 100 * LONGEST_QUOTE)));
    String quote = safe.substring(0, Math.min(safe.length(), LONGEST_QUOTE));
    return new UnreadableAnswer(problem + (quote.isEmpty() ? "nothing." : quote));
  }

  static UnreadableAnswer tooLong(String what, int bytes) {
    return new UnreadableAnswer(
        "The server sent %s of more than %d MB, which is over the limit. Ask for less."
            .formatted(what, bytes >> 20));
  }

  /** Fails if a body or a piece reports an error, or is one itself, bare or in an array. */
  static void failIfError(JsonNode json) {
    JsonNode piece = json.isArray() ? json.path(0) : json;
    boolean isError =
        piece.path("type").asText().equals("error")
            || piece.path("object").asText().equals("error");
    JsonNode error = isError && !piece.path("error").isObject() ? piece : piece.path("error");
    if (error.isContainerNode() ? !error.isEmpty() : !NO_ERROR.contains(error.asText())) {
      String reason = error.isTextual() ? error.asText() : Json.text(error, "message");
      throw new UnreadableAnswer("The model failed: " + (reason.isEmpty() ? error : reason));
    }
  }
}
