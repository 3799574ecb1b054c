package agents;

import java.util.concurrent.Callable;

/** A mistake in your program: a wrong argument or setting, or a function of yours that threw. */
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

  /** Calls a function of the user's. If it throws, its exception becomes the cause of this one. */
  static <T> T calling(String who, Callable<T> function) {
    try {
      return function.call();
    } catch (Exception e) {
      throw causedBy(who, e);
    }
  }

  /** Wraps an exception, unless it is an {@link AgentsException}. */
  static AgentsException causedBy(String who, Exception e) {
    return e instanceof AgentsException known
        ? known
        : new UserError(who + " threw an exception: " + e + ". Fix it, or catch it there.", e);
  }
}
