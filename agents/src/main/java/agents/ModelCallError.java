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
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 300;

  private ModelCallError(String message, Throwable cause) {
    super(message, cause);
  }

  static ModelCallError of(Exception failure, Model model) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OpenAIServiceException refusal) {
        return new ModelCallError(explain(refusal, model), failure);
      }
      if (cause instanceof IOException broken) {
        return new ModelCallError(explain(broken, model), failure);
      }
    }
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return new ModelCallError(
        "The answer of " + model + " cannot be read: " + oneLine(reason), failure);
  }

  private static String explain(OpenAIServiceException refusal, Model model) {
    int status = refusal.statusCode();
    String advice =
        switch (status) {
          case 401 -> "refused the API key (401). Put a valid one into .env or the environment.";
          case 403 -> "does not allow this with your API key (403).";
          case 404 -> "was not found (404). Check the model's name and the base URL.";
          case 429 -> "has no quota left for you, or wants you to slow down (429).";
          default ->
              status >= 500
                  ? "has trouble of its own (" + status + "). Try again later."
                  : "did not accept the request (" + status + ").";
        };
    return model + " " + advice + " It says: " + oneLine(reason(refusal));
  }

  private static String explain(IOException broken, Model model) {
    if (broken instanceof UnknownHostException) {
      return "Cannot find the host of " + model + ". Is there a network? Is the base URL right?";
    }
    if (broken instanceof ConnectException) {
      return "Cannot connect to " + model + ". Is it running? Is the base URL right?";
    }
    if (broken instanceof InterruptedIOException) {
      return "Waited too long for " + model + ". Try again later.";
    }
    return "The connection to %s broke off (%s). Try again."
        .formatted(model, oneLine(String.valueOf(broken.getMessage())));
  }

  /** What the server says, out of an object, an array that holds one, or a page of HTML. */
  private static String reason(OpenAIServiceException refusal) {
    JsonNode body = Json.MAPPER.valueToTree(refusal.body());
    JsonNode error = (body.isArray() ? body.path(0) : body).path("error");
    String message = error.isTextual() ? error.asText() : error.path("message").asText();
    return message.isBlank() ? String.valueOf(refusal.getMessage()) : message;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
