package agents;

import static agents.UserError.required;

import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.ResponseCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 */
public final class FunctionTool {

  /** The function behind a tool. It may throw any exception. */
  @FunctionalInterface
  public interface Handler<A> {
    Object call(RunContext context, A arguments) throws Exception;
  }

  private static final String INVALID_JSON = "Invalid JSON input for tool ";

  final com.openai.models.responses.FunctionTool definition;
  private final Duration timeout;
  private final Handler<JsonNode> handler;
  private final Function<Exception, String> failure;

  private FunctionTool(
      com.openai.models.responses.FunctionTool definition,
      Handler<JsonNode> handler,
      Duration timeout,
      Function<Exception, String> failure) {
    this.definition = definition;
    this.handler = handler;
    this.timeout = timeout;
    this.failure = failure;
  }

  /**
   * Makes a tool whose arguments are an object of this class, best a record. The SDK makes the JSON
   * schema. The model may leave out {@code Optional} components, and reads what Jackson's
   * {@code @JsonPropertyDescription} says about a component.
   */
  public static <A> FunctionTool of(
      String name, String description, Class<A> argumentsType, Handler<A> handler) {
    var params =
        OutputType.schemaFor(
            required(argumentsType, "The class of the arguments"),
            () -> ResponseCreateParams.builder().addTool(argumentsType).build());
    var definition = params.tools().orElseThrow().get(0).asFunction();
    if (!OutputType.isObject(Json.MAPPER.valueToTree(definition._parameters()))) {
      throw new UserError(
          "The arguments of tool %s are a %s, but must have names: use a record."
              .formatted(name, argumentsType.getSimpleName()));
    }
    required(handler, "The function of the tool");
    return new FunctionTool(
        definition.toBuilder()
            .name(required(name, "The name of the tool"))
            .description(required(description, "The description of the tool"))
            .build(),
        (context, json) -> handler.call(context, Json.read(json, argumentsType)),
        null,
        FunctionTool::tellModel);
  }

  /** A tool without arguments. */
  public static FunctionTool of(
      String name, String description, Function<RunContext, Object> handler) {
    required(handler, "The function of the tool");
    ObjectNode json = Json.object().put("type", "function");
    json.put("name", required(name, "The name of the tool"));
    json.put("description", required(description, "The description of the tool"))
        .put("strict", true);
    ObjectNode schema = json.putObject("parameters").put("type", "object");
    schema.put("additionalProperties", false).putArray("required");
    schema.putObject("properties");
    var definition = Json.MAPPER.convertValue(json, com.openai.models.responses.FunctionTool.class);
    return new FunctionTool(
        definition, (context, none) -> handler.apply(context), null, FunctionTool::tellModel);
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
    return new FunctionTool(definition, handler, timeout, failure);
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

  /** Runs the function on another thread, until its time is up. */
  CompletableFuture<ToolCallOutputItem> start(
      RunContext context, ToolCallItem call, Cancellation turn) {
    Cancellation own = new Cancellation(turn);
    var output = Threads.start(() -> own.guard(() -> invoke(context, call, own)));
    if (timeout != null) {
      output.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    return output.handle(
        (item, failed) -> {
          if (failed == null) {
            return item;
          }
          own.cancel();
          if (failed instanceof TimeoutException) {
            return ToolCallOutputItem.of(call, timedOut());
          }
          throw new CompletionException(failed);
        });
  }

  private String timedOut() {
    var seconds = BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros();
    return "Tool '%s' timed out after %s seconds.".formatted(name(), seconds.toPlainString());
  }

  private ToolCallOutputItem invoke(RunContext context, ToolCallItem call, Cancellation own) {
    try {
      return ToolCallOutputItem.of(call, handler.call(context, parse(call.arguments())));
    } catch (Exception e) {
      own.check();
      if (failure != null) {
        String who = "The error function of tool " + name();
        return ToolCallOutputItem.of(call, UserError.calling(who, () -> failure.apply(e)));
      }
      throw e instanceof AgentsException known
          ? known
          : new UserError("Error running tool " + name() + ": " + e.getMessage(), e);
    }
  }

  private JsonNode parse(String arguments) {
    try {
      return Json.parse(arguments.isBlank() ? "{}" : arguments);
    } catch (IllegalArgumentException e) {
      throw new ModelBehaviorError(INVALID_JSON + name() + ": " + e.getMessage(), e);
    }
  }

  /** Returns what the model reads, word for word as in Python. */
  private static String tellModel(Exception e) {
    String problem =
        e instanceof ModelBehaviorError && e.getMessage().startsWith(INVALID_JSON)
            ? "parsing tool arguments. Please try again with valid JSON."
            : "running the tool. Please try again.";
    return "An error occurred while " + problem + " Error: " + e.getMessage();
  }
}
