package agents;

import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import java.util.*;
import java.util.function.Function;

/** A model with instructions and tools; mirrors Python's {@code Agent}. Immutable once built. */
public final class Agent {
  String name;
  Function<RunContext, String> instructions = context -> null;
  Object model;
  ModelSettings modelSettings = ModelSettings.DEFAULT;
  List<FunctionTool> tools = List.of();
  Class<?> outputType;
  ResponseFormatTextJsonSchemaConfig outputSchema;
  ToolUseBehavior toolUseBehavior = ToolUseBehavior.RUN_LLM_AGAIN;
  boolean resetToolChoice = true;

  private Agent() {}

  public static Builder builder() {
    return new Builder();
  }

  public String name() {
    return name;
  }

  /** Builds an {@link Agent}, once; only the name is required. */
  public static final class Builder {
    private final List<FunctionTool> tools = new ArrayList<>();
    private Agent agent = new Agent();

    private Builder() {}

    public Builder name(String name) {
      agent.name = name;
      return this;
    }

    /** Tells the model who it is and how to answer. */
    public Builder instructions(String instructions) {
      return instructions(context -> instructions);
    }

    /** Instructions made anew for every turn, from what the run knows. */
    public Builder instructions(Function<RunContext, String> instructions) {
      agent.instructions = instructions;
      return this;
    }

    /** The model's name. Default: {@code OPENAI_MODEL}, or else the helper's own default. */
    public Builder model(String model) {
      agent.model = model;
      return this;
    }

    public Builder model(Model model) {
      agent.model = model;
      return this;
    }

    public Builder modelSettings(ModelSettings modelSettings) {
      agent.modelSettings = modelSettings;
      return this;
    }

    /** Adds a tool that the model may call. */
    public Builder tool(FunctionTool tool) {
      tools.add(tool);
      return this;
    }

    /**
     * The final output is an object of this class: a record, best. The model is held to its JSON
     * schema, and what it writes is read and checked at the end of the run.
     */
    public Builder outputType(Class<?> type) {
      var text = ResponseCreateParams.builder().text(type).build().rawParams().text();
      agent.outputSchema = text.orElseThrow().format().orElseThrow().asJsonSchema();
      agent.outputType = type;
      return this;
    }

    /** What happens after tools were run. Default: the model is asked again. */
    public Builder toolUseBehavior(ToolUseBehavior toolUseBehavior) {
      agent.toolUseBehavior = toolUseBehavior;
      return this;
    }

    /**
     * Whether {@code tool_choice} is dropped once a tool was called, so that a model that must call
     * a tool does not call it for ever. Default: true.
     */
    public Builder resetToolChoice(boolean resetToolChoice) {
      agent.resetToolChoice = resetToolChoice;
      return this;
    }

    public Agent build() {
      Objects.requireNonNull(agent.name, "An agent needs a name: Agent.builder().name(…)");
      Agent built = agent;
      built.tools = List.copyOf(tools);
      agent = null;
      return built;
    }
  }
}
