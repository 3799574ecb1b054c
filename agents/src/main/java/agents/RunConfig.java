package agents;

import static agents.UserError.required;

import java.util.Map;
import java.util.function.Consumer;

/** Where and how one run happens; mirrors Python's {@code RunConfig}. Immutable once built. */
public final class RunConfig implements Cloneable {
  Object model;
  ModelProvider modelProvider = OpenAIDefaults::modelNamed;
  ModelSettings modelSettings = ModelSettings.DEFAULT;
  int maxTurns = 10;
  int maxToolConcurrency = 64;
  Object context;
  boolean returnToolNotFoundToModel;
  String workflowName = "Agent workflow";
  Map<String, String> traceMetadata = Map.of();
  boolean tracingDisabled;
  Session session;
  int sessionLimit = Integer.MAX_VALUE;

  private RunConfig() {}

  public static Builder builder() {
    return new Builder(new RunConfig());
  }

  /** Returns a builder that starts as this configuration. */
  public Builder toBuilder() {
    return new Builder(copy());
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
      throw new UserError(
          "The model provider has no model called " + name + ". Check the name or the provider.");
    }
    return found;
  }

  private RunConfig copy() {
    try {
      return (RunConfig) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // This class is Cloneable.
    }
  }

  /** Builds a {@link RunConfig}. Everything has a default. */
  public static final class Builder {
    private final RunConfig config;

    private Builder(RunConfig config) {
      this.config = config;
    }

    /** The name of the model to use instead of the agent's. */
    public Builder model(String model) {
      return set(config -> config.model = model);
    }

    /** The model to use instead of the agent's. The model provider is not called. */
    public Builder model(Model model) {
      return set(config -> config.model = model);
    }

    /** Finds models by their names. Default: the API and the client of {@link OpenAIDefaults}. */
    public Builder modelProvider(ModelProvider modelProvider) {
      return set(config -> config.modelProvider = required(modelProvider, "modelProvider"));
    }

    /** Settings that replace the agent's. Those you don't set here stay the agent's. */
    public Builder modelSettings(ModelSettings modelSettings) {
      return set(config -> config.modelSettings = required(modelSettings, "modelSettings"));
    }

    /** How many turns a run may take: model calls, each with its tools. Default: 10. */
    public Builder maxTurns(int maxTurns) {
      return set(config -> config.maxTurns = maxTurns);
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
      return set(config -> config.maxToolConcurrency = maxToolConcurrency);
    }

    /** The object that instructions and tools get from their {@link RunContext}. */
    public Builder context(Object context) {
      return set(config -> config.context = context);
    }

    /**
     * What happens when the model calls a tool that the agent does not have. With true, the model
     * reads that there is no such tool and can try again. With false, the default, the run fails
     * with a {@link ModelBehaviorError}. Mirrors {@code tool_not_found_behavior}.
     */
    public Builder returnToolNotFoundToModel(boolean returnToolNotFoundToModel) {
      return set(config -> config.returnToolNotFoundToModel = returnToolNotFoundToModel);
    }

    /** The first words of the run's trace. Default: {@code Agent workflow}. */
    public Builder workflowName(String workflowName) {
      return set(config -> config.workflowName = required(workflowName, "workflowName"));
    }

    /** Notes to show with the run's trace, such as a user's id. */
    public Builder traceMetadata(Map<String, String> traceMetadata) {
      return set(
          config -> config.traceMetadata = Map.copyOf(required(traceMetadata, "traceMetadata")));
    }

    /** Whether to keep no {@link Trace}. Default: false. Traces never leave the machine. */
    public Builder tracingDisabled(boolean tracingDisabled) {
      return set(config -> config.tracingDisabled = tracingDisabled);
    }

    /**
     * The memory of the conversation. The run puts everything in the session before its input, and
     * adds its input and each finished turn to it. Default: {@code null}, no memory.
     */
    public Builder session(Session session) {
      return set(config -> config.session = session);
    }

    /**
     * How many of the session's latest items the model sees. Default: all.
     *
     * @throws UserError if it is less than 0
     */
    public Builder sessionLimit(int sessionLimit) {
      if (sessionLimit < 0) {
        throw new UserError("sessionLimit is " + sessionLimit + ", but must be at least 0.");
      }
      return set(config -> config.sessionLimit = sessionLimit);
    }

    private Builder set(Consumer<RunConfig> change) {
      change.accept(config);
      return this;
    }

    public RunConfig build() {
      return config.copy();
    }
  }
}
