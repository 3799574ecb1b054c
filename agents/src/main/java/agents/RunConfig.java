package agents;

import static agents.UserError.required;

import java.util.Map;

/** Where and how one run happens; mirrors Python's {@code RunConfig}. Immutable once built. */
public final class RunConfig {
  final Object model;
  final ModelProvider modelProvider;
  final ModelSettings modelSettings;
  final int maxTurns;
  final int maxToolConcurrency;
  final Object context;
  final boolean returnToolNotFoundToModel;
  final String workflowName;
  final Map<String, String> traceMetadata;
  final boolean tracingDisabled;
  final Session session;
  final int sessionLimit;

  private RunConfig(Builder builder) {
    model = builder.model;
    modelProvider = builder.modelProvider;
    modelSettings = builder.modelSettings;
    maxTurns = builder.maxTurns;
    maxToolConcurrency = builder.maxToolConcurrency;
    context = builder.context;
    returnToolNotFoundToModel = builder.returnToolNotFoundToModel;
    workflowName = builder.workflowName;
    traceMetadata = builder.traceMetadata;
    tracingDisabled = builder.tracingDisabled;
    session = builder.session;
    sessionLimit = builder.sessionLimit;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts as this configuration. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns the run's model, or else the agent's, or else the default. The run's provider looks a
   * name up; a {@link Model} is taken as it is.
   */
  Model modelFor(Agent agent) {
    Object chosen = model != null ? model : agent.model;
    if (chosen instanceof Model ready) {
      return ready;
    }
    String name = chosen != null ? (String) chosen : OpenAIDefaults.model();
    Model found = modelProvider.getModel(name);
    if (found == null) {
      throw new UserError("The model provider has no model called " + name + ".");
    }
    return found;
  }

  /** Builds a {@link RunConfig}. Everything has a default. */
  public static final class Builder {
    private Object model;
    private ModelProvider modelProvider = OpenAIDefaults::modelNamed;
    private ModelSettings modelSettings = ModelSettings.DEFAULT;
    private int maxTurns = 10;
    private int maxToolConcurrency = 64;
    private Object context;
    private boolean returnToolNotFoundToModel;
    private String workflowName = "Agent workflow";
    private Map<String, String> traceMetadata = Map.of();
    private boolean tracingDisabled;
    private Session session;
    private int sessionLimit = Integer.MAX_VALUE;

    private Builder() {}

    private Builder(RunConfig config) {
      model = config.model;
      modelProvider = config.modelProvider;
      modelSettings = config.modelSettings;
      maxTurns = config.maxTurns;
      maxToolConcurrency = config.maxToolConcurrency;
      context = config.context;
      returnToolNotFoundToModel = config.returnToolNotFoundToModel;
      workflowName = config.workflowName;
      traceMetadata = config.traceMetadata;
      tracingDisabled = config.tracingDisabled;
      session = config.session;
      sessionLimit = config.sessionLimit;
    }

    /** The name of the model to use instead of the agent's. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    /** The model to use instead of the agent's. The model provider is not called. */
    public Builder model(Model model) {
      this.model = model;
      return this;
    }

    /** Finds models by their names. Default: the API and the client of {@link OpenAIDefaults}. */
    public Builder modelProvider(ModelProvider modelProvider) {
      this.modelProvider = required(modelProvider, "modelProvider");
      return this;
    }

    /** Settings that replace the agent's. Those you don't set here stay the agent's. */
    public Builder modelSettings(ModelSettings modelSettings) {
      this.modelSettings = required(modelSettings, "modelSettings");
      return this;
    }

    /** How many turns a run may take: model calls, each with its tools. Default: 10. */
    public Builder maxTurns(int maxTurns) {
      this.maxTurns = maxTurns;
      return this;
    }

    /**
     * How many tools of one turn may run at the same time; the others wait. Default: 64. (Python's
     * {@code max_function_tool_concurrency} has no bound by default.)
     *
     * @throws UserError if it is less than 1
     */
    public Builder maxToolConcurrency(int maxToolConcurrency) {
      if (maxToolConcurrency < 1) {
        throw new UserError(
            "maxToolConcurrency is " + maxToolConcurrency + ", but must be at least 1.");
      }
      this.maxToolConcurrency = maxToolConcurrency;
      return this;
    }

    /** The object that instructions and tools get from their {@link RunContext}. */
    public Builder context(Object context) {
      this.context = context;
      return this;
    }

    /**
     * What happens when the model calls a tool that the agent does not have. With true, the model
     * reads that there is no such tool and can try again. With false, the default, the run fails
     * with a {@link ModelBehaviorError}. Mirrors {@code tool_not_found_behavior}.
     */
    public Builder returnToolNotFoundToModel(boolean returnToolNotFoundToModel) {
      this.returnToolNotFoundToModel = returnToolNotFoundToModel;
      return this;
    }

    /** The first words of the run's trace. Default: {@code Agent workflow}. */
    public Builder workflowName(String workflowName) {
      this.workflowName = required(workflowName, "workflowName");
      return this;
    }

    /** Notes to show with the run's trace, such as a user's id. */
    public Builder traceMetadata(Map<String, String> traceMetadata) {
      this.traceMetadata = Map.copyOf(required(traceMetadata, "traceMetadata"));
      return this;
    }

    /** Whether to keep no {@link Trace}. Default: false. Traces never leave the machine. */
    public Builder tracingDisabled(boolean tracingDisabled) {
      this.tracingDisabled = tracingDisabled;
      return this;
    }

    /**
     * The memory of the conversation. The run puts everything in the session before its input, and
     * adds its input and each finished turn to it. Default: {@code null}, no memory.
     */
    public Builder session(Session session) {
      this.session = session;
      return this;
    }

    /** How many of the session's latest items the model sees. Default: all. */
    public Builder sessionLimit(int sessionLimit) {
      this.sessionLimit = sessionLimit;
      return this;
    }

    public RunConfig build() {
      return new RunConfig(this);
    }
  }
}
