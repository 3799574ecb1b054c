package agents;

import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A model with instructions and tools; mirrors Python's {@code Agent}. Immutable. */
public final class Agent {
  private final String name;
  private final Function<RunContext, String> instructions;
  private final Object model;
  private final ModelSettings modelSettings;
  private final List<FunctionTool> tools;
  private final Class<?> outputType;
  private final ResponseFormatTextJsonSchemaConfig outputSchema;
  private final ToolUseBehavior toolUseBehavior;
  private final boolean resetToolChoice;

  private Agent(Builder builder) {
    name = Objects.requireNonNull(builder.name, "An agent needs a name: Agent.builder().name(…)");
    instructions = builder.instructions;
    model = builder.model;
    modelSettings = builder.modelSettings;
    tools = List.copyOf(builder.tools);
    outputType = builder.outputType;
    outputSchema = outputType == null ? null : schemaOf(outputType);
    toolUseBehavior = builder.toolUseBehavior;
    resetToolChoice = builder.resetToolChoice;
  }

  public static Builder builder() {
    return new Builder();
  }

  public String name() {
    return name;
  }

  Optional<String> instructions(RunContext context) {
    return Optional.ofNullable(instructions.apply(context));
  }

  /** A {@link Model}, the name of one, or {@code null} for the default. */
  Object model() {
    return model;
  }

  ModelSettings modelSettings() {
    return modelSettings;
  }

  List<FunctionTool> tools() {
    return tools;
  }

  Optional<Class<?>> outputType() {
    return Optional.ofNullable(outputType);
  }

  Optional<ResponseFormatTextJsonSchemaConfig> outputSchema() {
    return Optional.ofNullable(outputSchema);
  }

  ToolUseBehavior toolUseBehavior() {
    return toolUseBehavior;
  }

  boolean resetToolChoice() {
    return resetToolChoice;
  }

  private static ResponseFormatTextJsonSchemaConfig schemaOf(Class<?> type) {
    var text = ResponseCreateParams.builder().text(type).build().rawParams().text();
    return text.orElseThrow().format().orElseThrow().asJsonSchema();
  }

  /** Builds an {@link Agent}; only the name is required. */
  public static final class Builder {
    private String name;
    private Function<RunContext, String> instructions = context -> null;
    private Object model;
    private ModelSettings modelSettings = ModelSettings.DEFAULT;
    private final List<FunctionTool> tools = new ArrayList<>();
    private Class<?> outputType;
    private ToolUseBehavior toolUseBehavior = ToolUseBehavior.RUN_LLM_AGAIN;
    private boolean resetToolChoice = true;

    private Builder() {}

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

    /**
     * The final output is an object of this class: a record, best. The model is held to its JSON
     * schema, and what it writes is read and checked at the end of the run.
     */
    public Builder outputType(Class<?> outputType) {
      this.outputType = outputType;
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
