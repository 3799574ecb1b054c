package agents;

/**
 * What a run knows and the model does not: the object given to {@link RunConfig}, for instructions
 * and tools to use; mirrors Python's {@code RunContextWrapper}. Never sent to the model.
 */
public final class RunContext {
  private final Object context;
  private volatile Usage usage = Usage.NONE;

  RunContext(Object context) {
    this.context = context;
  }

  /**
   * The object given to the run.
   *
   * @throws UserError if the run was given none, or one of another class
   */
  public <T> T context(Class<T> type) {
    if (type.isInstance(context)) {
      return type.cast(context);
    }
    throw new UserError(
        "This agent needs a context of class %s, but the run was given %s. Say %s."
            .formatted(
                type.getSimpleName(),
                context == null ? "none" : "a " + context.getClass().getSimpleName(),
                "RunConfig.builder().context(…)"));
  }

  /** What the run has cost so far. */
  public Usage usage() {
    return usage;
  }

  void usage(Usage usage) {
    this.usage = usage;
  }
}
