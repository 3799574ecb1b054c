package agents;

import static agents.UserError.required;

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
 * @param agent returns the other agent when it is needed, so two agents can hand off to each other
 * @param inputType the class of what the model must send when it hands off, or null
 * @param onHandoff called when the model hands off; if it throws, the run ends
 * @param inputFilter what the other agent's model sees of the conversation so far
 */
public record Handoff(
    Supplier<Agent> agent,
    Class<?> inputType,
    BiConsumer<RunContext, Object> onHandoff,
    UnaryOperator<List<ResponseInputItem>> inputFilter) {

  /** An {@link #inputFilter} that keeps the messages, and drops tool calls and reasoning. */
  public static final UnaryOperator<List<ResponseInputItem>> REMOVE_ALL_TOOLS =
      history ->
          history.stream().filter(item -> Json.MAPPER.valueToTree(item).has("role")).toList();

  public static Handoff to(Agent agent) {
    required(agent, "The agent of the handoff");
    return to(() -> agent);
  }

  /** A handoff to an agent that is built later. */
  public static Handoff to(Supplier<Agent> agent) {
    return new Handoff(agent, null, (context, nothing) -> {}, history -> history);
  }

  /** Returns the same handoff, but with a function to call when the model hands off. */
  public Handoff onHandoff(Consumer<RunContext> onHandoff) {
    return new Handoff(agent, null, (context, none) -> onHandoff.accept(context), inputFilter);
  }

  /**
   * Returns the same handoff, but the model must send an object of this class, such as a reason.
   */
  public <A> Handoff onHandoff(Class<A> inputType, BiConsumer<RunContext, A> onHandoff) {
    BiConsumer<RunContext, Object> typed =
        (context, input) -> onHandoff.accept(context, inputType.cast(input));
    return new Handoff(agent, inputType, typed, inputFilter);
  }

  /** Returns the same handoff, but the other agent's model only sees what this function returns. */
  public Handoff inputFilter(UnaryOperator<List<ResponseInputItem>> inputFilter) {
    return new Handoff(agent, inputType, onHandoff, inputFilter);
  }

  String toolName() {
    String name = agent.get().name.toLowerCase(Locale.ROOT);
    return "transfer_to_" + name.replaceAll("[^a-z0-9_]", "_");
  }

  /** Returns what the model sees of the handoff: a tool. */
  com.openai.models.responses.FunctionTool definition() {
    Agent target = agent.get();
    String description =
        "Handoff to the %s agent to handle the request. %s"
            .formatted(target.name, target.handoffDescription);
    FunctionTool tool =
        inputType == null
            ? FunctionTool.of(toolName(), description, context -> null)
            : FunctionTool.of(toolName(), description, inputType, (context, input) -> null);
    return tool.definition();
  }

  /** Hands off, after the model has called. A failure in here ends the run. */
  Agent take(RunContext context, String arguments) {
    Object input =
        ModelBehaviorError.reading(
            "Invalid JSON input for handoff " + toolName(),
            () ->
                inputType == null
                    ? null
                    : Json.read(Json.parse(arguments), inputType, definition()._parameters()));
    return UserError.calling(
        "The function of handoff " + toolName(),
        () -> {
          onHandoff.accept(context, input);
          return agent.get();
        });
  }
}
