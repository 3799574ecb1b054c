package agents;

import java.util.Map;

/** Where and how one run happens; mirrors Python's {@code RunConfig}. Immutable. */
public final class RunConfig {
  /** What happens when the model calls a tool that the agent does not have. */
  public enum ToolNotFoundBehavior {
    /** The run fails with {@link ModelBehaviorError}. The default. */
    RAISE_ERROR,
    /** The model is told, and may do better. */
    RETURN_ERROR_TO_MODEL
  }

  /** The turns that a run may take if nothing else is said. */
  public static final int DEFAULT_MAX_TURNS = 10;

  private final Object model;
  private final ModelProvider modelProvider;
  private final ModelSettings modelSettings;
  private final int maxTurns;
  private final Object context;
  private final ToolNotFoundBehavior toolNotFoundBehavior;
  private final String workflowName;
  private final Map<String, String> traceMetadata;
  private final boolean tracingDisabled;

  private RunConfig(Builder builder) {
    model = builder.model;
    modelProvider = builder.modelProvider;
    modelSettings = builder.modelSettings;
    maxTurns = builder.maxTurns;
    context = builder.context;
    toolNotFoundBehavior = builder.toolNotFoundBehavior;
    workflowName = builder.workflowName;
    traceMetadata = builder.traceMetadata;
    tracingDisabled = builder.tracingDisabled;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * The model for an agent. First of: the run's model, the agent's, the default; a name of a model
   * is looked up by the run's provider, a model itself needs none.
   */
  Model modelFor(Agent agent) {
    Object chosen = model != null ? model : agent.model();
    if (chosen instanceof Model ready) {
      return ready;
    }
    return modelProvider.getModel(chosen != null ? (String) chosen : OpenAIDefaults.model());
  }

  ModelSettings settingsFor(Agent agent) {
    return agent.modelSettings().overlaidBy(modelSettings);
  }

  int maxTurns() {
    return maxTurns;
  }

  Object context() {
    return context;
  }

  boolean raisesToolNotFound() {
    return toolNotFoundBehavior == ToolNotFoundBehavior.RAISE_ERROR;
  }

  Trace newTrace() {
    return new Trace(workflowName, traceMetadata, !tracingDisabled);
  }

  /** Builds a {@link RunConfig}; all parts have defaults. */
  public static final class Builder {
    private Object model;
    private ModelProvider modelProvider = OpenAIDefaults::modelNamed;
    private ModelSettings modelSettings = ModelSettings.DEFAULT;
    private int maxTurns = DEFAULT_MAX_TURNS;
    private Object context;
    private ToolNotFoundBehavior toolNotFoundBehavior = ToolNotFoundBehavior.RAISE_ERROR;
    private String workflowName = "Agent workflow";
    private Map<String, String> traceMetadata = Map.of();
    private boolean tracingDisabled;

    private Builder() {}

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
      this.modelProvider = modelProvider;
      return this;
    }

    /** Settings that overlay the agent's, one by one. */
    public Builder modelSettings(ModelSettings modelSettings) {
      this.modelSettings = modelSettings;
      return this;
    }

    /** The most turns: model calls, each with its tools. Default: 10. */
    public Builder maxTurns(int maxTurns) {
      this.maxTurns = maxTurns;
      return this;
    }

    /** What instructions and tools find in their {@link RunContext}. */
    public Builder context(Object context) {
      this.context = context;
      return this;
    }

    public Builder toolNotFoundBehavior(ToolNotFoundBehavior behavior) {
      this.toolNotFoundBehavior = behavior;
      return this;
    }

    /** What the trace of the run is headed. */
    public Builder workflowName(String workflowName) {
      this.workflowName = workflowName;
      return this;
    }

    /** Shown with the trace of the run. */
    public Builder traceMetadata(Map<String, String> traceMetadata) {
      this.traceMetadata = Map.copyOf(traceMetadata);
      return this;
    }

    /** Whether to go without the {@link Trace}. Default: false. Traces never leave the machine. */
    public Builder tracingDisabled(boolean tracingDisabled) {
      this.tracingDisabled = tracingDisabled;
      return this;
    }

    public RunConfig build() {
      return new RunConfig(this);
    }
  }
}
