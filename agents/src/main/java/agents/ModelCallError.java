package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * A model could not be asked, or its answer broke off: no network, a refused key, an unknown model.
 * The message says in one line what happened and what to do. (Python lets its HTTP client's
 * exception through; here it is the cause.)
 */
public final class ModelCallError extends AgentsException {

  private ModelCallError(String message, Throwable cause) {
    super(message.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "), cause);
  }

  static ModelCallError of(Exception failure, Model model) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OpenAIServiceException refusal) {
        return new ModelCallError(model + " " + explain(refusal), failure);
      }
      if (cause instanceof IOException broken) {
        return new ModelCallError(explain(broken).formatted(model), failure);
      }
    }
    return new ModelCallError("The answer of " + model + " cannot be read: " + failure, failure);
  }

  private static String explain(OpenAIServiceException refusal) {
    int status = refusal.statusCode();
    String said = "(" + status + ": " + reason(refusal) + ")";
    return switch (status) {
      case 401 -> "refused the API key: put a valid one into .env or the environment. " + said;
      case 403 -> "does not allow this with your API key. " + said;
      case 404 -> "was not found: check the model's name, the base URL and OPENAI_API. " + said;
      case 429 -> "has no quota left for you, or wants you to slow down. " + said;
      default ->
          (status < 500 ? "did not accept the request. " : "is in trouble: try later. ") + said;
    };
  }

  /** What the server says, out of an object, an array that holds one, or a page of HTML. */
  private static String reason(OpenAIServiceException refusal) {
    JsonNode body = Json.MAPPER.valueToTree(refusal.body());
    JsonNode error = (body.isArray() ? body.path(0) : body).path("error");
    String message = error.isTextual() ? error.asText() : error.path("message").asText();
    String reason = message.isBlank() ? String.valueOf(refusal.getMessage()) : message;
    return reason.substring(0, Math.min(reason.length(), 300));
  }

  private static String explain(IOException broken) {
    if (broken instanceof UnknownHostException) {
      return "Cannot find the host of %s. Is there a network? Is the base URL right?";
    }
    if (broken instanceof ConnectException) {
      return "Cannot connect to %s. Is it running? Is the base URL right?";
    }
    if (broken instanceof InterruptedIOException) {
      return "Waited too long for %s. Try again later.";
    }
    String how = String.valueOf(broken.getMessage()).replace("%", "%%");
    return "The connection to %s broke off (" + how + "). Try again.";
  }
}
