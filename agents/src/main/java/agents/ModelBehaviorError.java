package agents;

import java.util.function.Supplier;

/** The model made a mistake: an unknown tool, invalid JSON, an answer that was cut or empty. */
public final class ModelBehaviorError extends AgentsException {

  ModelBehaviorError(String message) {
    super(message, null);
  }

  ModelBehaviorError(String message, Throwable cause) {
    super(message, cause);
  }

  /** Reads something that the model wrote. If it makes no sense, that is the model's mistake. */
  static <T> T reading(String problem, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new ModelBehaviorError(problem + ": " + e.getMessage(), e);
    }
  }
}
