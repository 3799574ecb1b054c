package offlinemodel;

import static offlinemodel.Habit.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A server that speaks the Chat Completions API in its own way. Each {@link Habit} was seen in a
 * recorded stream or told in a report; here, all habits of a server come at once.
 */
public enum Dialect {
  /** By the documentation. */
  OPENAI,
  AZURE(FILTER_RESULTS),
  DEEPSEEK(KEEP_ALIVE_COMMENTS, REASONING_CONTENT, USAGE_ON_FINISH),
  GEMINI(
      THOUGHTS_IN_CONTENT,
      WHOLE_CALLS,
      NO_INDEX,
      EMPTY_IDS,
      SIGNATURES,
      STOP_DESPITE_CALLS,
      USAGE_ON_EVERY_CHUNK,
      NO_CHUNK_ID),
  GROQ(REASONING, WHOLE_CALLS, USAGE_ON_FINISH),
  LLAMACPP(KEEP_ALIVE_COMMENTS, REASONING_CONTENT),
  LMSTUDIO(REASONING_CONTENT),
  MISTRAL(REASONING_PARTS, WHOLE_CALLS, NO_INDEX, CALLS_WITH_FINISH, USAGE_ON_FINISH),
  OLLAMA(REASONING, WHOLE_CALLS),
  OPENROUTER(KEEP_ALIVE_COMMENTS, REASONING, FINISH_TWICE, USAGE_ON_FINISH),
  PERPLEXITY(MESSAGE_BESIDE_DELTA, USAGE_ON_EVERY_CHUNK, CRLF, NO_DONE),
  VLLM(NAME_AFTER_ID),
  XAI(REASONING_CONTENT, WHOLE_CALLS, NO_FINISH_KEY);

  /** As far as we know; of the others some have had it only lately. */
  private static final Set<Dialect> WITHOUT_RESPONSES = Set.of(GEMINI, MISTRAL, PERPLEXITY);

  final List<Habit> habits;

  Dialect(Habit... habits) {
    this.habits = List.of(habits);
  }

  /** The name by which settings ask for this dialect. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Dialect> named(String label) {
    return Arrays.stream(values()).filter(dialect -> dialect.label().equals(label)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Dialect::label).collect(Collectors.joining(", "));
  }

  /** The dialect that is spoken at a path below which a provider has its APIs. */
  static Dialect at(String path, Dialect usual) {
    return switch (path) {
      case "/v1beta/openai" -> GEMINI;
      case "/openai/v1" -> GROQ;
      case "/api/v1" -> OPENROUTER;
      default -> usual;
    };
  }

  boolean has(Habit habit) {
    return habits.contains(habit);
  }

  boolean hasResponses() {
    return !WITHOUT_RESPONSES.contains(this);
  }

  /** The error as this server would put it: some have another status and other words for it. */
  ApiError inOwnWords(ApiError error) {
    return this == GEMINI ? GeminiRules.inOwnWords(error) : error;
  }

  /** The body of an answer that tells of an error. */
  JsonNode body(ApiError error) {
    ObjectNode body = error.body();
    ObjectNode details = (ObjectNode) body.get("error");
    return switch (this) {
      case GEMINI -> Json.array().add(GeminiRules.body(error));
      case LLAMACPP, OPENROUTER, VLLM -> body.set("error", details.put("code", error.status()));
      case MISTRAL -> details.put("object", "error");
      case XAI -> body.put("code", details.path("type").asText()).put("error", error.getMessage());
      default -> body;
    };
  }

  /** What a stream says that fails after it has begun. */
  Frame failure(ApiError error) {
    JsonNode body = body(error);
    return switch (this) {
      case GROQ, LMSTUDIO -> Frame.event("error", body, Frame.Kind.END);
      case LLAMACPP -> new Frame("error: " + body.get("error") + "\n\n", Frame.Kind.END);
      case OPENROUTER -> Frame.data(besideChoices(body), Frame.Kind.END);
      default -> Frame.data(body, Frame.Kind.END);
    };
  }

  private static ObjectNode besideChoices(JsonNode body) {
    ObjectNode chunk = body.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "error").putObject("delta").put("content", "");
    return chunk;
  }
}
