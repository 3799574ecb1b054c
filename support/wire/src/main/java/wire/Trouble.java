package wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Says in one line what went wrong between here and a model, and what to do about it. */
public final class Trouble {
  private static final int LONGEST_LINE = 400;

  private Trouble() {}

  /**
   * The line.
   *
   * @param failure what was thrown, by the SDK or while its response was read
   * @param model who was asked, as "model at host"
   */
  public static String explain(Exception failure, String model) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OpenAIServiceException refusal) {
        return oneLine(model + " " + explain(refusal));
      }
      if (cause instanceof UnreadableAnswer) {
        return oneLine(model + ": " + cause.getMessage());
      }
      if (cause instanceof IOException broken) {
        return oneLine(explain(broken, model));
      }
    }
    return oneLine("The answer of " + model + " cannot be read: " + failure);
  }

  private static String explain(OpenAIServiceException refusal) {
    int status = refusal.statusCode();
    String said = "(" + status + ": " + reason(refusal) + ")";
    return switch (status) {
      case 401 -> "refused the API key: put a valid one into .env or the environment. " + said;
      case 403 -> "does not allow this with your API key. " + said;
      case 404 -> "was not found: check the model's name, the base URL and OPENAI_API. " + said;
      case 429 ->
          "has no quota left for you, or wants you to slow down" + delay(refusal) + ". " + said;
      default ->
          (status < 500 ? "did not accept the request. " : "is in trouble: try later. ") + said;
    };
  }

  /** What the server says: the SDK quotes a message, or a body in which it found none. */
  private static String reason(OpenAIServiceException refusal) {
    String said = String.valueOf(refusal.getMessage()).replaceFirst("^\\d+: ", "");
    if (said.equals("Unknown")
        && refusal.headers().values("Content-Type").toString().contains("html")) {
      return "a web page, not an answer of an API; is the base URL right, is there a proxy?";
    }
    return said.matches("(?s)[\\[{\"].*") ? messageIn(said) : said;
  }

  private static String messageIn(String body) {
    try {
      JsonNode json = Json.parse(body);
      JsonNode bare = json.isArray() ? json.path(0) : json;
      return Stream.of("", "/error/message", "/error", "/message", "/detail")
          .map(path -> Json.string(bare, path))
          .filter(message -> !message.isEmpty())
          .findFirst()
          .orElse(body);
    } catch (IllegalArgumentException e) {
      return body;
    }
  }

  /** When to try again, where it is told: in a header or, by Gemini, deep in the body. */
  private static String delay(OpenAIServiceException refusal) {
    String header = String.join("", refusal.headers().values("Retry-After"));
    String seconds = header.matches("[1-9]\\d*") ? header + "s" : "";
    if (!refusal.body().isMissing()) {
      JsonNode body = Json.MAPPER.valueToTree(refusal.body());
      seconds = body.findPath("retryDelay").asText(seconds);
    }
    return seconds.isEmpty() ? "" : ": try again in " + seconds;
  }

  private static String explain(IOException broken, String model) {
    if (broken instanceof UnknownHostException) {
      return "Cannot find the host of " + model + ". Is there a network? Is the base URL right?";
    }
    if (broken instanceof ConnectException) {
      return "Cannot connect to " + model + ". Is it running? Is the base URL right?";
    }
    if (broken instanceof InterruptedIOException) {
      return "Waited too long for " + model + ". Try again later.";
    }
    String how = broken.getMessage() == null ? "" : " (" + broken.getMessage() + ")";
    return "The connection to " + model + " broke off" + how + ". Try again.";
  }

  /** Without markup, line breaks and keys, which some servers repeat. */
  private static String oneLine(String text) {
    String line = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    String safe = line.replaceAll("(sk-|gsk_|xai-|AIza)[\\w*-]+", "(a key)");
    return safe.length() > LONGEST_LINE ? safe.substring(0, LONGEST_LINE) + "..." : safe;
  }
}
