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
   * The model for an agent. First of: the run's model, the agent's, the default; a name of a model
   * is looked up by the run's provider, a model itself needs none.
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

  /** Builds a {@link RunConfig}; all parts have defaults. */
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

    /** The model's name, whatever the agent says. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    /** The model itself, whatever the agent says; then no provider is asked. */
    public Builder model(Model model) {
      this.model = model;
      return this;
    }

    /** Finds models by their names. Default: the API and the client of {@link OpenAIDefaults}. */
    public Builder modelProvider(ModelProvider modelProvider) {
      this.modelProvider = required(modelProvider, "modelProvider");
      return this;
    }

    /** Settings that overlay the agent's, one by one. */
    public Builder modelSettings(ModelSettings modelSettings) {
      this.modelSettings = required(modelSettings, "modelSettings");
      return this;
    }

    /** The most turns: model calls, each with its tools. Default: 10. */
    public Builder maxTurns(int maxTurns) {
      this.maxTurns = maxTurns;
      return this;
    }

    /**
     * The most tool calls of one turn that run at the same time; the others wait for their turn.
     * Default: 64. (Python's {@code max_function_tool_concurrency} has no bound by default.)
     *
     * @throws UserError if it is less than 1
     */
    public Builder maxToolConcurrency(int maxToolConcurrency) {
      if (maxToolConcurrency < 1) {
        throw new UserError("maxToolConcurrency is " + maxToolConcurrency + ", but at least 1.");
      }
      this.maxToolConcurrency = maxToolConcurrency;
      return this;
    }

    /** What instructions and tools find in their {@link RunContext}. */
    public Builder context(Object context) {
      this.context = context;
      return this;
    }

    /**
     * Whether a model that calls a tool which the agent does not have is told so, and may do
     * better. Default: false, the run fails with {@link ModelBehaviorError}. Mirrors {@code
     * tool_not_found_behavior}.
     */
    public Builder returnToolNotFoundToModel(boolean returnToolNotFoundToModel) {
      this.returnToolNotFoundToModel = returnToolNotFoundToModel;
      return this;
    }

    /** What the trace of the run is headed. */
    public Builder workflowName(String workflowName) {
      this.workflowName = required(workflowName, "workflowName");
      return this;
    }

    /** Shown with the trace of the run. */
    public Builder traceMetadata(Map<String, String> traceMetadata) {
      this.traceMetadata = Map.copyOf(required(traceMetadata, "traceMetadata"));
      return this;
    }

    /** Whether to go without the {@link Trace}. Default: false. Traces never leave the machine. */
    public Builder tracingDisabled(boolean tracingDisabled) {
      this.tracingDisabled = tracingDisabled;
      return this;
    }

    /**
     * What the run remembers: it gets all that the session holds before its input, and adds its
     * input and each finished turn. Default: {@code null}, nothing is remembered.
     */
    public Builder session(Session session) {
      this.session = session;
      return this;
    }

    /** The most items of the session that the model sees, the latest ones. Default: all. */
    public Builder sessionLimit(int sessionLimit) {
      this.sessionLimit = sessionLimit;
      return this;
    }

    public RunConfig build() {
      return new RunConfig(this);
    }
  }
}
