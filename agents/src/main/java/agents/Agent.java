package agents;

import static agents.UserError.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A model with instructions and tools; mirrors Python's {@code Agent}. Immutable once built. */
public final class Agent {
  final String name;
  final Function<RunContext, String> instructions;
  final Object model;
  final ModelSettings modelSettings;
  final List<FunctionTool> tools;
  final List<Handoff> handoffs;
  final String handoffDescription;
  final List<InputGuardrail> inputGuardrails;
  final List<OutputGuardrail> outputGuardrails;
  final OutputType outputType;
  final ToolUseBehavior toolUseBehavior;
  final boolean resetToolChoice;

  private Agent(Builder builder) {
    name = required(builder.name, "The agent's name");
    instructions = builder.instructions;
    model = builder.model;
    modelSettings = builder.modelSettings;
    tools = List.copyOf(builder.tools);
    handoffs = List.copyOf(builder.handoffs);
    handoffDescription = builder.handoffDescription;
    inputGuardrails = List.copyOf(builder.inputGuardrails);
    outputGuardrails = List.copyOf(builder.outputGuardrails);
    outputType = builder.outputType;
    toolUseBehavior = builder.toolUseBehavior;
    resetToolChoice = builder.resetToolChoice;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts as a copy of this agent. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  public String name() {
    return name;
  }

  /** Returns what the model sees: the tools, and the agents that may take over. */
  List<com.openai.models.responses.FunctionTool> definitions() {
    var own = tools.stream().map(tool -> tool.definition);
    var all = Stream.concat(own, handoffs.stream().map(Handoff::definition)).toList();
    List<String> names = all.stream().map(tool -> tool.name()).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw new UserError(
          "Agent %s has two tools or handoffs of one name: %s. Rename one.".formatted(name, names));
    }
    return all;
  }

  /**
   * Returns this agent as a tool for another one, which sends it a question and gets its answer.
   * This agent sees the question and nothing else of the conversation. It has the other run's
   * context, model and settings. Its tokens count in the other run's usage, and it ends with it.
   */
  public FunctionTool asTool(String toolName, String toolDescription) {
    return asTool(toolName, toolDescription, null);
  }

  /**
   * Returns this agent as a tool, and sends each event of its run to a listener. Mirrors Python's
   * {@code on_stream}.
   */
  public FunctionTool asTool(
      String toolName, String toolDescription, Consumer<StreamEvent> onStream) {
    return AgentTool.of(this, toolName, toolDescription, onStream);
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
    private final List<InputGuardrail> inputGuardrails = new ArrayList<>();
    private final List<OutputGuardrail> outputGuardrails = new ArrayList<>();
    private OutputType outputType;
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
      inputGuardrails.addAll(agent.inputGuardrails);
      outputGuardrails.addAll(agent.outputGuardrails);
      outputType = agent.outputType;
      toolUseBehavior = agent.toolUseBehavior;
      resetToolChoice = agent.resetToolChoice;
    }

    public Builder name(String name) {
      this.name = required(name, "The agent's name");
      return this;
    }

    /** Tells the model who it is and how to answer. */
    public Builder instructions(String instructions) {
      return instructions((RunContext context) -> instructions);
    }

    /** A function that makes the instructions for each turn; it may return null for none. */
    public Builder instructions(Function<RunContext, String> instructions) {
      this.instructions = required(instructions, "The function for instructions");
      return this;
    }

    /** The model's name. Default: {@code OPENAI_MODEL}, or {@link OpenAIDefaults#DEFAULT_MODEL}. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    public Builder model(Model model) {
      this.model = model;
      return this;
    }

    public Builder modelSettings(ModelSettings modelSettings) {
      this.modelSettings = required(modelSettings, "modelSettings");
      return this;
    }

    /**
     * Adds a tool that the model may call.
     *
     * @throws UserError if the agent has a tool of that name already
     */
    public Builder tool(FunctionTool tool) {
      required(tool, "The tool");
      if (tools.stream().anyMatch(other -> other.name().equals(tool.name()))) {
        throw new UserError("The agent has two tools called " + tool.name() + ": rename one.");
      }
      tools.add(tool);
      return this;
    }

    /** Adds an agent that may take over: the model calls {@code transfer_to_} and its name. */
    public Builder handoff(Agent other) {
      return handoff(Handoff.to(other));
    }

    /** Adds an agent that may take over, with options. */
    public Builder handoff(Handoff handoff) {
      handoffs.add(required(handoff, "The handoff"));
      return this;
    }

    /** Tells the models of other agents when to hand off to this one. */
    public Builder handoffDescription(String handoffDescription) {
      this.handoffDescription = handoffDescription;
      return this;
    }

    /** Adds a check of the input, for runs that start with this agent. */
    public Builder inputGuardrail(InputGuardrail guardrail) {
      inputGuardrails.add(required(guardrail, "The guardrail"));
      return this;
    }

    /** Adds a check of the final output, for runs that this agent ends. */
    public Builder outputGuardrail(OutputGuardrail guardrail) {
      outputGuardrails.add(required(guardrail, "The guardrail"));
      return this;
    }

    /**
     * Makes the final output an object of this class, best a record. An array, a number, a boolean
     * or an enum works too. {@code String}, the default, is plain text. The model gets the class's
     * JSON schema, and its answer is checked at the end of the run.
     *
     * @throws UserError if the class has no schema, or cannot be read from JSON
     */
    public Builder outputType(Class<?> type) {
      required(type, "outputType");
      outputType = type == String.class ? null : new OutputType(type);
      return this;
    }

    /** What happens after tools have run. Default: the model is called again. */
    public Builder toolUseBehavior(ToolUseBehavior toolUseBehavior) {
      this.toolUseBehavior = required(toolUseBehavior, "toolUseBehavior");
      return this;
    }

    /**
     * Whether {@code tool_choice} applies only until the first tool call. Otherwise a model that
     * must call a tool would call one for ever. Default: true.
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
