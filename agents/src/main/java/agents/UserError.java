package agents;

import java.util.concurrent.Callable;

/** The helper was used in a wrong way, or a tool without an error function threw. */
public final class UserError extends AgentsException {

  public UserError(String message) {
    super(message, null);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the value, which must not be null. */
  static <T> T required(T value, String what) {
    if (value == null) {
      throw new UserError(what + " is missing: null was given, or nothing at all.");
    }
    return value;
  }

  /** Calls a function that the user of the helper wrote. What it throws becomes a cause. */
  static <T> T calling(String who, Callable<T> function) {
    try {
      return function.call();
    } catch (Exception e) {
      throw causedBy(who, e);
    }
  }

  /** Leaves the exceptions of the helper as they are. */
  static AgentsException causedBy(String who, Exception e) {
    return e instanceof AgentsException known
        ? known
        : new UserError(who + " threw an exception: " + e + ". Fix it, or catch it there.", e);
  }
}
