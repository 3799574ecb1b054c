package agents;

import com.openai.core.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a model call; mirrors Python's {@code ModelSettings}. Immutable: each method returns
 * a copy. What you don't set is not sent, and the model's own default applies.
 */
public final class ModelSettings {
  public static final ModelSettings DEFAULT = new ModelSettings(Map.of());

  private static final Set<String> DECIDED =
      Set.of("model", "instructions", "input", "messages", "tools", "stream");

  private final Map<String, Object> values;

  private ModelSettings(Map<String, Object> values) {
    this.values = values;
  }

  /** Randomness, from 0 (focused) to 2 (wild). */
  public ModelSettings temperature(double temperature) {
    return with("temperature", temperature);
  }

  /** Considers only the most likely words that together have this probability, from 0 to 1. */
  public ModelSettings topP(double topP) {
    return with("top_p", topP);
  }

  /** How many tokens one answer may have at most. */
  public ModelSettings maxTokens(long maxTokens) {
    return with("max_tokens", maxTokens);
  }

  /** {@code auto}, {@code required}, {@code none} or the name of the tool to call. */
  public ModelSettings toolChoice(String toolChoice) {
    return with("tool_choice", toolChoice);
  }

  /**
   * Sets any other parameter of the API. {@code null} takes it out of these settings again, but a
   * run that doesn't set a parameter still sends the agent's.
   *
   * @throws UserError if the agent or the run sets this parameter, or if the value isn't JSON
   */
  public ModelSettings with(String parameter, Object value) {
    if (DECIDED.contains(UserError.required(parameter, "The parameter's name"))) {
      throw new UserError(
          "\"%s\" is not a setting: the agent and the run decide about it.".formatted(parameter));
    }
    try {
      JsonValue.from(value);
    } catch (RuntimeException e) {
      String problem = "The setting \"%s\" cannot become JSON: use text, numbers, lists and maps.";
      throw new UserError(problem.formatted(parameter), e);
    }
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.put(parameter, value);
    copy.values().removeIf(v -> v == null);
    return new ModelSettings(copy);
  }

  /** Returns these settings, but with the values that the others set. */
  ModelSettings overlaidBy(ModelSettings others) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.putAll(others.values);
    return new ModelSettings(copy);
  }

  /** Returns the value of a parameter, if it is set. */
  Optional<Object> value(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** Returns the parameters of a request. Each API has its own name for {@code max_tokens}. */
  Map<String, JsonValue> asParameters(String maxTokensName) {
    Map<String, JsonValue> parameters = new LinkedHashMap<>();
    values.forEach((name, value) -> parameters.put(name, JsonValue.from(value)));
    if (parameters.containsKey("max_tokens")) {
      parameters.put(maxTokensName, parameters.remove("max_tokens"));
    }
    return parameters;
  }

  /** Returns the name of the tool that the model must call, or an empty string. */
  String namedTool() {
    return values.get("tool_choice") instanceof String choice
            && !Set.of("auto", "required", "none").contains(choice)
        ? choice
        : "";
  }
}
