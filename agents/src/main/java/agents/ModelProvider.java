package agents;

/** Finds the model for a name; mirrors Python's {@code ModelProvider}. */
@FunctionalInterface
public interface ModelProvider {
  Model getModel(String name);
}
