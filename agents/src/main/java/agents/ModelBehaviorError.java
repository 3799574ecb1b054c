package agents;

/** The model did what it should not: unknown tool, invalid JSON, a response that failed. */
public final class ModelBehaviorError extends AgentsException {

  ModelBehaviorError(String message) {
    super(message, null);
  }

  ModelBehaviorError(String message, Throwable cause) {
    super(message, cause);
  }
}
