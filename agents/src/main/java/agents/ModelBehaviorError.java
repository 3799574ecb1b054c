package agents;

/** The model made a mistake: an unknown tool, invalid JSON, an answer that was cut or empty. */
public final class ModelBehaviorError extends AgentsException {

  ModelBehaviorError(String message) {
    super(message, null);
  }

  ModelBehaviorError(String message, Throwable cause) {
    super(message, cause);
  }
}
