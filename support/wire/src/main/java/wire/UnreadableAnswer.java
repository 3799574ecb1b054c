package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** A server sent something that is not an answer. The message says in one line what it is. */
public final class UnreadableAnswer extends RuntimeException {
  private static final int LONGEST_QUOTE = 1000;

  UnreadableAnswer(String message) {
    super(message);
  }

  private UnreadableAnswer(String message, Throwable cause) {
    super(message, cause);
  }

  /** For a body or a piece that should be JSON. */
  static UnreadableAnswer notJson(byte[] bytes, JsonProcessingException e) {
    String reason = e.getOriginalMessage();
    if (reason.contains("UTF-8")) {
      return new UnreadableAnswer(
          "The answer contains bytes that are not text in UTF-8: the server or a proxy on the way"
              + " damages it. If it happens each time, use another server.",
          e);
    }
    String said =
        new String(bytes, 0, Math.min(bytes.length, LONGEST_QUOTE), StandardCharsets.UTF_8);
    return new UnreadableAnswer(
        isPage(said)
            ? "The server sent a web page instead of an answer. Is the base URL right?"
                + " Is there a proxy or a login page on the way? It says: "
                + said
            : "A piece of the answer is not JSON: " + said,
        e);
  }

  /** For a body that should be a stream: if it reports an error, the error matters more. */
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
    } catch (UnreadableAnswer failure) {
      return failure;
    }
    String what = isPage(said) ? "a web page" : "something";
    return new UnreadableAnswer(
        "The server sent %s that is not a stream of events. Is the base URL right? It says: %s"
            .formatted(what, said.substring(0, Math.min(said.length(), LONGEST_QUOTE))));
  }

  private static boolean isPage(String said) {
    return said.stripLeading().startsWith("<");
  }

  static UnreadableAnswer tooLong(String what, int bytes) {
    return new UnreadableAnswer(
        "The server sent %s of more than %d MB, which is over the limit. Ask for less."
            .formatted(what, bytes >> 20));
  }

  /** Fails if a body or a piece reports an error, or is one itself, bare or in an array. */
  static void failIfError(JsonNode json) {
    JsonNode piece = json.isArray() ? json.path(0) : json;
    boolean flat = piece.path("object").asText().equals("error");
    JsonNode error = flat ? piece : piece.path("error");
    boolean none =
        error.isContainerNode() ? error.isEmpty() : error.asText().matches("|null|false|0");
    if (!none) {
      throw failure(error);
    }
  }

  /** The failure that a model's server reports: a text, or an object with a message. */
  static UnreadableAnswer failure(JsonNode error) {
    String reason = error.isTextual() ? error.asText() : Json.text(error, "message");
    return new UnreadableAnswer("The model failed: " + (reason.isEmpty() ? error : reason));
  }
}
