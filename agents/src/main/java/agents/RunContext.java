package agents;

/**
 * What a run knows and the model does not: the object given to {@link RunConfig}, for instructions
 * and tools to use; mirrors Python's {@code RunContextWrapper}. Never sent to the model.
 */
public final class RunContext {
  private final Object context;
  private final RunData run;

  RunContext(Object context, RunData run) {
    this.context = context;
    this.run = run;
  }

  /**
   * The object given to the run.
   *
   * @throws UserError if the run was given none, or one of another class
   */
  public <T> T context(Class<T> type) {
    if (!type.isInstance(context)) {
      throw new UserError(
          "This agent needs a %s as its context, but was given: %s. See RunConfig's context(…)."
              .formatted(type.getSimpleName(), context));
    }
    return type.cast(context);
  }

  /** What the run has cost so far. */
  public Usage usage() {
    return run.usage();
  }
}
