package agents;

/** The model did what it should not: unknown tool, invalid JSON, a response that failed. */
public final class ModelBehaviorError extends AgentsException {
  private static final long serialVersionUID = 1;

  ModelBehaviorError(String message) {
    super(message, null);
  }

  ModelBehaviorError(String message, Throwable cause) {
    super(message, cause);
  }
}
