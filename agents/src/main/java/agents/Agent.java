package agents;

import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A model with instructions and tools; mirrors Python's {@code Agent}. Immutable once built. */
public final class Agent {
  final String name;
  final Function<RunContext, String> instructions;
  final Object model;
  final ModelSettings modelSettings;
  final List<FunctionTool> tools;
  final List<Handoff> handoffs;
  final String handoffDescription;
  final Class<?> outputType;
  final ResponseFormatTextJsonSchemaConfig outputSchema;
  final ToolUseBehavior toolUseBehavior;
  final boolean resetToolChoice;

  private Agent(Builder builder) {
    name = Objects.requireNonNull(builder.name, "An agent needs a name: Agent.builder().name(…)");
    instructions = builder.instructions;
    model = builder.model;
    modelSettings = builder.modelSettings;
    tools = List.copyOf(builder.tools);
    handoffs = List.copyOf(builder.handoffs);
    handoffDescription = builder.handoffDescription;
    outputType = builder.outputType;
    outputSchema = builder.outputSchema;
    toolUseBehavior = builder.toolUseBehavior;
    resetToolChoice = builder.resetToolChoice;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts as this agent: for "the same agent, but". */
  public Builder toBuilder() {
    return new Builder(this);
  }

  public String name() {
    return name;
  }

  /** Builds an {@link Agent}; only the name is required. */
  public static final class Builder {
    private String name;
    private Function<RunContext, String> instructions = context -> null;
    private Object model;
    private ModelSettings modelSettings = ModelSettings.DEFAULT;
    private final List<FunctionTool> tools = new ArrayList<>();
    private final List<Handoff> handoffs = new ArrayList<>();
    private String handoffDescription = "";
    private Class<?> outputType;
    private ResponseFormatTextJsonSchemaConfig outputSchema;
    private ToolUseBehavior toolUseBehavior = ToolUseBehavior.RUN_LLM_AGAIN;
    private boolean resetToolChoice = true;

    private Builder() {}

    private Builder(Agent agent) {
      name = agent.name;
      instructions = agent.instructions;
      model = agent.model;
      modelSettings = agent.modelSettings;
      tools.addAll(agent.tools);
      handoffs.addAll(agent.handoffs);
      handoffDescription = agent.handoffDescription;
      outputType = agent.outputType;
      outputSchema = agent.outputSchema;
      toolUseBehavior = agent.toolUseBehavior;
      resetToolChoice = agent.resetToolChoice;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Tells the model who it is and how to answer. */
    public Builder instructions(String instructions) {
      return instructions(context -> instructions);
    }

    /** Instructions made anew for every turn, from what the run knows. */
    public Builder instructions(Function<RunContext, String> instructions) {
      this.instructions = instructions;
      return this;
    }

    /** The model's name. Default: {@code OPENAI_MODEL}, or else the helper's own default. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    public Builder model(Model model) {
      this.model = model;
      return this;
    }

    public Builder modelSettings(ModelSettings modelSettings) {
      this.modelSettings = modelSettings;
      return this;
    }

    /** Adds a tool that the model may call. */
    public Builder tool(FunctionTool tool) {
      tools.add(tool);
      return this;
    }

    /** Adds an agent that may take over: the model calls {@code transfer_to_} and its name. */
    public Builder handoff(Agent other) {
      return handoff(Handoff.to(other));
    }

    /** Adds an agent that may take over, with more to say about how. */
    public Builder handoff(Handoff handoff) {
      handoffs.add(handoff);
      return this;
    }

    /** Tells the models of other agents when to hand off to this one. */
    public Builder handoffDescription(String handoffDescription) {
      this.handoffDescription = handoffDescription;
      return this;
    }

    /**
     * The final output is an object of this class: a record, best. The model is held to its JSON
     * schema, and what it writes is read and checked at the end of the run.
     */
    public Builder outputType(Class<?> type) {
      var text = ResponseCreateParams.builder().text(type).build().rawParams().text();
      outputSchema = text.orElseThrow().format().orElseThrow().asJsonSchema();
      outputType = type;
      return this;
    }

    /** What happens after tools were run. Default: the model is asked again. */
    public Builder toolUseBehavior(ToolUseBehavior toolUseBehavior) {
      this.toolUseBehavior = toolUseBehavior;
      return this;
    }

    /**
     * Whether {@code tool_choice} is dropped once a tool was called, so that a model that must call
     * a tool does not call it for ever. Default: true.
     */
    public Builder resetToolChoice(boolean resetToolChoice) {
      this.resetToolChoice = resetToolChoice;
      return this;
    }

    public Agent build() {
      return new Agent(this);
    }
  }
}
