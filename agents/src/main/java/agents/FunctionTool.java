package agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.responses.FunctionTool.Parameters;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Java function that the model may call; mirrors Python's {@code @function_tool}.
 *
 * <p>What the function returns is shown to the model as a string. What it throws is told to the
 * model too, so that it can try again, unless {@link #failureErrorFunction} says otherwise.
 */
public final class FunctionTool {

  /** The function behind a tool. It may throw whatever it likes. */
  @FunctionalInterface
  public interface Handler<A> {
    Object call(RunContext context, A arguments) throws Exception;
  }

  private static final Function<Exception, String> DEFAULT_FAILURE =
      e -> "An error occurred while running the tool. Please try again. Error: " + e.getMessage();

  private final com.openai.models.responses.FunctionTool definition;
  private final Handler<JsonNode> handler;
  private final Optional<Duration> timeout;
  private final Optional<Function<Exception, String>> failure;

  private FunctionTool(
      com.openai.models.responses.FunctionTool definition,
      Handler<JsonNode> handler,
      Optional<Duration> timeout,
      Optional<Function<Exception, String>> failure) {
    this.definition = definition;
    this.handler = handler;
    this.timeout = timeout;
    this.failure = failure;
  }

  /**
   * A tool whose arguments are an object of the class: a record, best. The SDK makes the JSON
   * schema; an {@code Optional} component is one that the model may leave out, and Jackson's
   * {@code @JsonPropertyDescription} explains a component to the model.
   */
  public static <A> FunctionTool of(
      String name, String description, Class<A> argumentsType, Handler<A> handler) {
    var definition =
        onlyTool(ResponseCreateParams.builder().addTool(argumentsType).build().tools()).toBuilder()
            .name(name)
            .description(description)
            .build();
    return new FunctionTool(
        definition,
        (context, json) -> handler.call(context, Json.read(json, argumentsType)),
        Optional.empty(),
        Optional.of(DEFAULT_FAILURE));
  }

  /** A tool without arguments. */
  public static FunctionTool of(
      String name, String description, Function<RunContext, Object> handler) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(),
            "required",
            List.of(),
            "additionalProperties",
            false);
    var definition =
        com.openai.models.responses.FunctionTool.builder()
            .name(name)
            .description(description)
            .strict(true)
            .parameters(JsonValue.from(schema).convert(Parameters.class))
            .build();
    return new FunctionTool(
        definition,
        (context, json) -> handler.apply(context),
        Optional.empty(),
        Optional.of(DEFAULT_FAILURE));
  }

  /** The same tool, ended after this time; the model is told that it timed out. */
  public FunctionTool timeout(Duration timeout) {
    return new FunctionTool(definition, handler, Optional.of(timeout), failure);
  }

  /**
   * The same tool with another message to the model when it throws; with {@code null} the run fails
   * instead: with {@link UserError}, or {@link ModelBehaviorError} for invalid JSON.
   */
  public FunctionTool failureErrorFunction(Function<Exception, String> failure) {
    return new FunctionTool(definition, handler, timeout, Optional.ofNullable(failure));
  }

  public String name() {
    return definition.name();
  }

  Optional<Duration> timeout() {
    return timeout;
  }

  com.openai.models.responses.FunctionTool definition() {
    return definition;
  }

  /** Runs the function; answers what the model is to see of it. */
  Object invoke(RunContext context, String arguments) throws InterruptedException {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(arguments.isBlank() ? "{}" : arguments);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage();
      if (failure.isEmpty()) {
        throw new ModelBehaviorError("Invalid JSON input for tool " + name() + ": " + reason, e);
      }
      return "An error occurred while parsing tool arguments. "
          + "Please try again with valid JSON. Error: "
          + reason;
    }
    try {
      return handler.call(context, json);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return failure
          .orElseThrow(
              () -> new UserError("Error running tool " + name() + ": " + e.getMessage(), e))
          .apply(e);
    }
  }

  private static com.openai.models.responses.FunctionTool onlyTool(Optional<List<Tool>> tools) {
    return tools.orElseThrow().get(0).asFunction();
  }
}
