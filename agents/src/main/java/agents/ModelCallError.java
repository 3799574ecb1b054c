package agents;

/**
 * A model could not be asked, or its answer broke off: no network, a refused key, an unknown model.
 * The message says in one line what happened and what to do. (Python lets its HTTP client's
 * exception through; here it is the cause.)
 */
public final class ModelCallError extends AgentsException {

  ModelCallError(String message, Throwable cause) {
    super(message, cause);
  }
}
