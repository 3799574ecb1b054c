package agents;

import java.util.Map;

/** Where and how one run happens; mirrors Python's {@code RunConfig}. Immutable once built. */
public final class RunConfig {
  Object model;
  ModelProvider modelProvider = OpenAIDefaults::modelNamed;
  ModelSettings modelSettings = ModelSettings.DEFAULT;
  int maxTurns = 10;
  Object context;
  boolean returnToolNotFoundToModel;
  String workflowName = "Agent workflow";
  Map<String, String> traceMetadata = Map.of();
  boolean tracingDisabled;

  private RunConfig() {}

  public static Builder builder() {
    return new Builder();
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
    return modelProvider.getModel(chosen != null ? (String) chosen : OpenAIDefaults.model());
  }

  /** Builds a {@link RunConfig}, once; all parts have defaults. */
  public static final class Builder {
    private RunConfig config = new RunConfig();

    private Builder() {}

    /** The model's name, whatever the agent says. */
    public Builder model(String model) {
      config.model = model;
      return this;
    }

    /** The model itself, whatever the agent says; then no provider is asked. */
    public Builder model(Model model) {
      config.model = model;
      return this;
    }

    /** Finds models by their names. Default: the API and the client of {@link OpenAIDefaults}. */
    public Builder modelProvider(ModelProvider modelProvider) {
      config.modelProvider = modelProvider;
      return this;
    }

    /** Settings that overlay the agent's, one by one. */
    public Builder modelSettings(ModelSettings modelSettings) {
      config.modelSettings = modelSettings;
      return this;
    }

    /** The most turns: model calls, each with its tools. Default: 10. */
    public Builder maxTurns(int maxTurns) {
      config.maxTurns = maxTurns;
      return this;
    }

    /** What instructions and tools find in their {@link RunContext}. */
    public Builder context(Object context) {
      config.context = context;
      return this;
    }

    /**
     * Whether a model that calls a tool which the agent does not have is told so, and may do
     * better. Default: false, the run fails with {@link ModelBehaviorError}. Mirrors {@code
     * tool_not_found_behavior}.
     */
    public Builder returnToolNotFoundToModel(boolean returnToolNotFoundToModel) {
      config.returnToolNotFoundToModel = returnToolNotFoundToModel;
      return this;
    }

    /** What the trace of the run is headed. */
    public Builder workflowName(String workflowName) {
      config.workflowName = workflowName;
      return this;
    }

    /** Shown with the trace of the run. */
    public Builder traceMetadata(Map<String, String> traceMetadata) {
      config.traceMetadata = Map.copyOf(traceMetadata);
      return this;
    }

    /** Whether to go without the {@link Trace}. Default: false. Traces never leave the machine. */
    public Builder tracingDisabled(boolean tracingDisabled) {
      config.tracingDisabled = tracingDisabled;
      return this;
    }

    public RunConfig build() {
      RunConfig built = config;
      config = null;
      return built;
    }
  }
}
