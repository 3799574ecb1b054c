package agents;

/** The helper was used in a wrong way, or a tool without an error function threw. */
public final class UserError extends AgentsException {

  public UserError(String message) {
    super(message, null);
  }

  UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
