package agents;

import static agents.UserError.required;

import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.FunctionTool.Builder;
import com.openai.models.responses.FunctionTool.Parameters;
import com.openai.models.responses.ResponseCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import wire.Json;

/**
 * A Java function that the model may call; mirrors Python's {@code @function_tool}.
 *
 * <p>The model sees {@code String.valueOf} of what the function returns. If the function throws,
 * the model sees the exception's message and can try again, unless {@link #failureErrorFunction}
 * says otherwise. An {@link Error} ends the run.
 *
 * <p>The function runs on a thread of the helper, at the same time as the turn's other tools. It
 * sees no {@code ThreadLocal} of the thread that started the run, not even an inheritable one: use
 * {@link RunContext}. When the run is cancelled or the tool's time is up, the thread is
 * interrupted.
 *
 * @param definition what the model sees of the tool
 * @param handler the function, which gets whatever JSON the model has sent
 * @param timeout how long the function may take; {@code null} is for ever
 * @param failureErrorFunction what the model reads when the function throws, or {@code null}
 */
public record FunctionTool(
    com.openai.models.responses.FunctionTool definition,
    Handler<JsonNode> handler,
    Duration timeout,
    Function<Exception, String> failureErrorFunction) {

  /** The function behind a tool. It may throw any exception. */
  @FunctionalInterface
  public interface Handler<A> {
    Object call(RunContext context, A arguments) throws Exception;
  }

  private static final String INVALID_JSON = "Invalid JSON input for tool ";
  // In this order in each JVM, which a Map.of is not: providers cache what is word for word the
  // same.
  private static final Parameters NO_PARAMETERS =
      Json.MAPPER.convertValue(
          Json.parse(
              """
              {"type": "object", "properties": {}, "required": [], "additionalProperties": false}
              """),
          Parameters.class);

  /**
   * Makes a tool whose arguments are an object of this class, best a record. The SDK makes the JSON
   * schema. The model may leave out {@code Optional} components, and reads what Jackson's
   * {@code @JsonPropertyDescription} says about a component.
   */
  public static <A> FunctionTool of(
      String name, String description, Class<A> argumentsType, Handler<A> handler) {
    required(argumentsType, "The class of the arguments");
    required(handler, "The function of the tool");
    var params =
        OutputType.schemaFor(
            argumentsType, () -> ResponseCreateParams.builder().addTool(argumentsType).build());
    var definition = params.tools().orElseThrow().get(0).asFunction();
    if (!OutputType.isObject(Json.MAPPER.valueToTree(definition._parameters()))) {
      throw new UserError(
          "The arguments of tool %s are a %s, but must have names: use a record."
              .formatted(name, argumentsType.getSimpleName()));
    }
    Handler<JsonNode> typed =
        (context, json) ->
            handler.call(context, Json.read(json, argumentsType, definition._parameters()));
    return of(definition.toBuilder(), name, description, typed);
  }

  /** A tool without arguments. */
  public static FunctionTool of(
      String name, String description, Function<RunContext, Object> handler) {
    required(handler, "The function of the tool");
    var definition =
        com.openai.models.responses.FunctionTool.builder().strict(true).parameters(NO_PARAMETERS);
    return of(definition, name, description, (context, none) -> handler.apply(context));
  }

  private static FunctionTool of(
      Builder definition, String name, String description, Handler<JsonNode> handler) {
    definition.name(required(name, "The name of the tool"));
    definition.description(required(description, "The description of the tool"));
    return new FunctionTool(definition.build(), handler, null, FunctionTool::tellModel);
  }

  /**
   * Returns the same tool with a time limit. When the time is up, its thread is interrupted, runs
   * that it started end, and the model reads that the tool timed out. Default: no limit.
   *
   * @throws UserError unless the time is more than zero
   */
  public FunctionTool timeout(Duration timeout) {
    if (required(timeout, "timeout").isNegative() || timeout.isZero()) {
      throw new UserError("The timeout of a tool is " + timeout + ", but must be more than zero.");
    }
    return new FunctionTool(definition, handler, timeout, failureErrorFunction);
  }

  /**
   * Returns the same tool with another message for the model when the function throws. With {@code
   * null} the run fails instead, with a {@link UserError}, or a {@link ModelBehaviorError} for
   * arguments that are not JSON.
   */
  public FunctionTool failureErrorFunction(Function<Exception, String> failure) {
    return new FunctionTool(definition, handler, timeout, failure);
  }

  public String name() {
    return definition.name();
  }

  /** Runs the function, on another thread if it has a time limit. */
  ToolCallOutputItem run(RunContext context, ToolCallItem call) throws InterruptedException {
    if (timeout == null) {
      return invoke(context, call);
    }
    Cancellation own = new Cancellation(Cancellation.current());
    try {
      var output = own.start(() -> invoke(context, call));
      return output.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      own.cancel();
      return ToolCallOutputItem.of(call, timedOut());
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    }
  }

  private String timedOut() {
    var seconds = BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros();
    return "Tool '%s' timed out after %s seconds.".formatted(name(), seconds.toPlainString());
  }

  private ToolCallOutputItem invoke(RunContext context, ToolCallItem call) {
    try {
      return ToolCallOutputItem.of(call, handler.call(context, parse(call.arguments())));
    } catch (Exception e) {
      Cancellation.current().check();
      if (failureErrorFunction != null) {
        String who = "The error function of tool " + name();
        var words = UserError.calling(who, () -> failureErrorFunction.apply(e));
        return ToolCallOutputItem.of(call, words);
      }
      throw e instanceof AgentsException known
          ? known
          : new UserError("Error running tool " + name() + ": " + messageOf(e), e);
    }
  }

  private JsonNode parse(String arguments) {
    return ModelBehaviorError.reading(
        INVALID_JSON + name(), () -> Json.parse(arguments.isBlank() ? "{}" : arguments));
  }

  /** Returns what the model reads, word for word as in Python. */
  private static String tellModel(Exception e) {
    String problem =
        e instanceof ModelBehaviorError && e.getMessage().startsWith(INVALID_JSON)
            ? "parsing tool arguments. Please try again with valid JSON."
            : "running the tool. Please try again.";
    return "An error occurred while " + problem + " Error: " + messageOf(e);
  }

  private static String messageOf(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
