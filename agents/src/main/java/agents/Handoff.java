package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import wire.Json;

/**
 * Lets another agent take over the run; mirrors Python's {@code Handoff}. The model sees a tool
 * called {@code transfer_to_} and the other agent's name. When it calls that tool, the other agent
 * goes on with the conversation, with its own instructions, tools and model.
 *
 * @param agent the other agent, found when it is needed: two agents can hand off to each other
 * @param inputType what the model has to say when it hands off, or null
 * @param onHandoff called when the model hands off; what it throws ends the run
 * @param inputFilter what the other agent's model sees of the conversation so far
 */
public record Handoff(
    Supplier<Agent> agent,
    Class<?> inputType,
    BiConsumer<RunContext, Object> onHandoff,
    UnaryOperator<List<ResponseInputItem>> inputFilter) {

  /** An {@link #inputFilter} that leaves what was said, without tools and thoughts. */
  public static final UnaryOperator<List<ResponseInputItem>> REMOVE_ALL_TOOLS =
      history ->
          history.stream().filter(item -> Json.MAPPER.valueToTree(item).has("role")).toList();

  public static Handoff to(Agent agent) {
    return to(() -> agent);
  }

  /** For an agent that is not built yet. */
  public static Handoff to(Supplier<Agent> agent) {
    return new Handoff(agent, null, (context, nothing) -> {}, history -> history);
  }

  /** Returns the same handoff, which calls this when the model hands off. */
  public Handoff onHandoff(Consumer<RunContext> onHandoff) {
    return new Handoff(agent, null, (context, none) -> onHandoff.accept(context), inputFilter);
  }

  /**
   * Returns the same handoff, for which the model must give an object of a class: a reason, say.
   */
  public <A> Handoff onHandoff(Class<A> inputType, BiConsumer<RunContext, A> onHandoff) {
    BiConsumer<RunContext, Object> typed =
        (context, input) -> onHandoff.accept(context, inputType.cast(input));
    return new Handoff(agent, inputType, typed, inputFilter);
  }

  /**
   * Returns the same handoff, where the other agent's model sees only what this function returns.
   */
  public Handoff inputFilter(UnaryOperator<List<ResponseInputItem>> inputFilter) {
    return new Handoff(agent, inputType, onHandoff, inputFilter);
  }

  String toolName() {
    String name = agent.get().name.toLowerCase(Locale.ROOT);
    return "transfer_to_" + name.replaceAll("[^a-z0-9_]", "_");
  }

  /** What the model sees of the handoff. */
  com.openai.models.responses.FunctionTool definition() {
    Agent target = agent.get();
    String description =
        "Handoff to the %s agent to handle the request. %s"
            .formatted(target.name, target.handoffDescription);
    FunctionTool tool =
        inputType == null
            ? FunctionTool.of(toolName(), description, context -> null)
            : FunctionTool.of(toolName(), description, inputType, (context, input) -> null);
    return tool.definition;
  }

  /** The model has called; from here on, a failure ends the run. */
  Agent take(RunContext context, String arguments) {
    Object input = null;
    try {
      input = inputType == null ? null : Json.read(Json.parse(arguments), inputType);
    } catch (IllegalArgumentException e) {
      throw new ModelBehaviorError(
          "Invalid JSON input for handoff " + toolName() + ": " + e.getMessage(), e);
    }
    onHandoff.accept(context, input);
    return agent.get();
  }
}
