package agents;

/**
 * What a run knows and the model does not: the object given to {@link RunConfig}, for instructions
 * and tools to use; mirrors Python's {@code RunContextWrapper}. Never sent to the model.
 */
public final class RunContext {
  final RunConfig config;
  final RunData run;

  RunContext(RunConfig config, RunData run) {
    this.config = config;
    this.run = run;
  }

  /**
   * The object given to the run.
   *
   * @throws UserError if the run was given none, or one of another class
   */
  public <T> T context(Class<T> type) {
    if (!type.isInstance(config.context)) {
      throw new UserError(
          "This agent needs a %s as its context, but was given: %s. See RunConfig's context(…)."
              .formatted(type.getSimpleName(), config.context));
    }
    return type.cast(config.context);
  }

  /** What the run has cost so far. */
  public Usage usage() {
    return run.usage();
  }
}
