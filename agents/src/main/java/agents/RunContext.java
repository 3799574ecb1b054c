package agents;

/**
 * What a run knows and the model doesn't: the object that you gave to {@link RunConfig}.
 * Instructions and tools can use it; the model never sees it. Mirrors Python's {@code
 * RunContextWrapper}.
 */
public final class RunContext {
  final RunConfig config;
  final RunData run;

  RunContext(RunConfig config, RunData run) {
    this.config = config;
    this.run = run;
  }

  /**
   * Returns the object that was given to the run.
   *
   * @throws UserError if there is none, or if it has another class
   */
  public <T> T context(Class<T> type) {
    if (!type.isInstance(config.context)) {
      throw new UserError(
          "This agent needs a %s as its context, but got: %s. Set it with RunConfig's context(…)."
              .formatted(type.getSimpleName(), config.context));
    }
    return type.cast(config.context);
  }

  /** What the run has cost so far. */
  public Usage usage() {
    return run.usage();
  }
}
