package agents;

import static agents.UserError.required;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A model with instructions and tools; mirrors Python's {@code Agent}. Immutable once built. */
public final class Agent implements Cloneable {
  String name;
  Function<RunContext, String> instructions = context -> null;
  Object model;
  ModelSettings modelSettings = ModelSettings.DEFAULT;
  List<FunctionTool> tools = List.of();
  List<Handoff> handoffs = List.of();
  String handoffDescription = "";
  List<InputGuardrail> inputGuardrails = List.of();
  List<OutputGuardrail> outputGuardrails = List.of();
  OutputType outputType;
  ToolUseBehavior toolUseBehavior = ToolUseBehavior.RUN_LLM_AGAIN;
  boolean resetToolChoice = true;

  private Agent() {}

  public static Builder builder() {
    return new Builder(new Agent());
  }

  /** Returns a builder that starts as a copy of this agent. */
  public Builder toBuilder() {
    return new Builder(copy());
  }

  public String name() {
    return name;
  }

  /** Returns what the model sees: the tools, and the agents that may take over. */
  List<com.openai.models.responses.FunctionTool> definitions() {
    var own = tools.stream().map(FunctionTool::definition);
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
   * This agent sees the question and nothing else of the conversation. Its run has the other run's
   * {@link RunConfig}, but no session, and at most 10 turns. It ends with the other run, and its
   * tokens count in the other run's usage.
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
    AgentTool ask = new AgentTool(this, onStream);
    return FunctionTool.of(toolName, toolDescription, AgentTool.Input.class, ask);
  }

  /** Copies all fields. No list of this class ever changes, so copies can share them. */
  private Agent copy() {
    try {
      return (Agent) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // This class is Cloneable.
    }
  }

  /** Builds an {@link Agent}; only the name is required. */
  public static final class Builder {
    private final Agent agent;

    private Builder(Agent agent) {
      this.agent = agent;
    }

    public Builder name(String name) {
      return set(agent -> agent.name = required(name, "The agent's name"));
    }

    /** Tells the model who it is and how to answer. */
    public Builder instructions(String instructions) {
      return instructions((RunContext context) -> instructions);
    }

    /** A function that makes the instructions for each turn; it may return null for none. */
    public Builder instructions(Function<RunContext, String> instructions) {
      return set(
          agent -> agent.instructions = required(instructions, "The function for instructions"));
    }

    /** The model's name. Default: {@code OPENAI_MODEL}, or {@link OpenAIDefaults#DEFAULT_MODEL}. */
    public Builder model(String model) {
      return set(agent -> agent.model = model);
    }

    public Builder model(Model model) {
      return set(agent -> agent.model = model);
    }

    public Builder modelSettings(ModelSettings modelSettings) {
      return set(agent -> agent.modelSettings = required(modelSettings, "modelSettings"));
    }

    /**
     * Adds a tool that the model may call.
     *
     * @throws UserError if the agent has a tool of that name already
     */
    public Builder tool(FunctionTool tool) {
      required(tool, "The tool");
      if (agent.tools.stream().anyMatch(other -> other.name().equals(tool.name()))) {
        throw new UserError("The agent has two tools called " + tool.name() + ": rename one.");
      }
      return set(agent -> agent.tools = plus(agent.tools, tool));
    }

    /** Adds an agent that may take over: the model calls {@code transfer_to_} and its name. */
    public Builder handoff(Agent other) {
      return handoff(Handoff.to(other));
    }

    /** Adds an agent that may take over, with options. */
    public Builder handoff(Handoff handoff) {
      return set(agent -> agent.handoffs = plus(agent.handoffs, required(handoff, "The handoff")));
    }

    /** Tells the models of other agents when to hand off to this one. */
    public Builder handoffDescription(String handoffDescription) {
      return set(
          agent -> agent.handoffDescription = required(handoffDescription, "handoffDescription"));
    }

    /** Adds a check of the input, for runs that start with this agent. */
    public Builder inputGuardrail(InputGuardrail guardrail) {
      required(guardrail, "The guardrail");
      return set(agent -> agent.inputGuardrails = plus(agent.inputGuardrails, guardrail));
    }

    /** Adds a check of the final output, for runs that this agent ends. */
    public Builder outputGuardrail(OutputGuardrail guardrail) {
      required(guardrail, "The guardrail");
      return set(agent -> agent.outputGuardrails = plus(agent.outputGuardrails, guardrail));
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
      return set(agent -> agent.outputType = type == String.class ? null : new OutputType(type));
    }

    /** What happens after tools have run. Default: the model is called again. */
    public Builder toolUseBehavior(ToolUseBehavior toolUseBehavior) {
      return set(agent -> agent.toolUseBehavior = required(toolUseBehavior, "toolUseBehavior"));
    }

    /**
     * Whether {@code tool_choice} applies only until the first tool call. Otherwise a model that
     * must call a tool would call one for ever. Default: true.
     */
    public Builder resetToolChoice(boolean resetToolChoice) {
      return set(agent -> agent.resetToolChoice = resetToolChoice);
    }

    private Builder set(Consumer<Agent> change) {
      change.accept(agent);
      return this;
    }

    public Agent build() {
      required(agent.name, "The agent's name");
      return agent.copy();
    }

    private static <T> List<T> plus(List<T> list, T added) {
      return Stream.concat(list.stream(), Stream.of(added)).toList();
    }
  }
}
