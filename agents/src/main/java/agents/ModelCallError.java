package agents;

/**
 * The call to a model failed, or its answer broke off: no network, a refused key, an unknown model.
 * The message says in one line what happened and what to do. The cause is the SDK's exception. (In
 * Python, the HTTP client's exception reaches you.)
 */
public final class ModelCallError extends AgentsException {

  ModelCallError(String message, Throwable cause) {
    super(message, cause);
  }
}
