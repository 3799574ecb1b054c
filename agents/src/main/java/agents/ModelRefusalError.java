package agents;

/** The model refused to answer. */
public final class ModelRefusalError extends AgentsException {
  private final String refusal;

  ModelRefusalError(String refusal) {
    super("The model refused to answer: " + refusal, null);
    this.refusal = refusal;
  }

  /** What the model said instead of an answer. */
  public String refusal() {
    return refusal;
  }
}
