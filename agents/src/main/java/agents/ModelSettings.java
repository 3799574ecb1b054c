package agents;

import com.openai.core.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a model call may be tuned by; mirrors Python's {@code ModelSettings}. Immutable: each method
 * answers a copy. What is not set is not sent, so that the model's own default applies.
 */
public final class ModelSettings {
  public static final ModelSettings DEFAULT = new ModelSettings(Map.of());

  private static final Set<String> TOOL_CHOICES = Set.of("auto", "required", "none");

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

  /** The most tokens that one answer may have. */
  public ModelSettings maxTokens(long maxTokens) {
    return with("max_tokens", maxTokens);
  }

  /** Makes words rarer the more often they occurred, from -2 to 2. Chat Completions only. */
  public ModelSettings frequencyPenalty(double penalty) {
    return with("frequency_penalty", penalty);
  }

  /** Makes words rarer once they occurred at all, from -2 to 2. Chat Completions only. */
  public ModelSettings presencePenalty(double penalty) {
    return with("presence_penalty", penalty);
  }

  /** {@code auto}, {@code required}, {@code none} or the name of the tool to call. */
  public ModelSettings toolChoice(String toolChoice) {
    return with("tool_choice", toolChoice);
  }

  /** Whether the model may call several tools in one turn. */
  public ModelSettings parallelToolCalls(boolean parallel) {
    return with("parallel_tool_calls", parallel);
  }

  /** Any other parameter, sent as it is; mirrors Python's {@code extra_body}. */
  public ModelSettings with(String parameter, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.put(parameter, value);
    return new ModelSettings(copy);
  }

  ModelSettings without(String parameter) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.remove(parameter);
    return new ModelSettings(copy);
  }

  /** These settings, overlaid by all that {@code other} sets. */
  ModelSettings overlaidBy(ModelSettings other) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.putAll(other.values);
    return new ModelSettings(copy);
  }

  /**
   * As the parameters of a request.
   *
   * @param maxTokensName what the endpoint at hand calls {@code max_tokens}
   * @param namedTool how it is told to call the tool of a name
   */
  Map<String, JsonValue> asParameters(String maxTokensName, Function<String, Object> namedTool) {
    Map<String, JsonValue> parameters = new LinkedHashMap<>();
    values.forEach((name, value) -> parameters.put(name, JsonValue.from(value)));
    if (parameters.containsKey("max_tokens")) {
      parameters.put(maxTokensName, parameters.remove("max_tokens"));
    }
    if (values.get("tool_choice") instanceof String choice && !TOOL_CHOICES.contains(choice)) {
      parameters.put("tool_choice", JsonValue.from(namedTool.apply(choice)));
    }
    return parameters;
  }
}
