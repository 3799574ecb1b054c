package offlinemodel.dialects;

import static offlinemodel.dialects.Habit.CALLS_WITH_FINISH;
import static offlinemodel.dialects.Habit.CRLF;
import static offlinemodel.dialects.Habit.EMPTY_IDS;
import static offlinemodel.dialects.Habit.FILTER_RESULTS;
import static offlinemodel.dialects.Habit.FINISH_TWICE;
import static offlinemodel.dialects.Habit.KEEP_ALIVE_COMMENTS;
import static offlinemodel.dialects.Habit.MESSAGE_BESIDE_DELTA;
import static offlinemodel.dialects.Habit.NAME_AFTER_ID;
import static offlinemodel.dialects.Habit.NO_CHUNK_ID;
import static offlinemodel.dialects.Habit.NO_DONE;
import static offlinemodel.dialects.Habit.NO_FINISH_KEY;
import static offlinemodel.dialects.Habit.NO_INDEX;
import static offlinemodel.dialects.Habit.REASONING;
import static offlinemodel.dialects.Habit.REASONING_CONTENT;
import static offlinemodel.dialects.Habit.REASONING_PARTS;
import static offlinemodel.dialects.Habit.SIGNATURES;
import static offlinemodel.dialects.Habit.STOP_DESPITE_CALLS;
import static offlinemodel.dialects.Habit.THOUGHTS_IN_CONTENT;
import static offlinemodel.dialects.Habit.USAGE_ON_EVERY_CHUNK;
import static offlinemodel.dialects.Habit.USAGE_ON_FINISH;
import static offlinemodel.dialects.Habit.WHOLE_CALLS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent;
import offlinemodel.protocol.ServerSentEvent.Kind;

/**
 * A server that speaks the Chat Completions API in its own way. A dialect takes what OpenAI would
 * send and puts it as that server does. Each of its habits was seen in a recorded stream or told in
 * a report; here, all habits of a server come at once.
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
  OPENROUTER(KEEP_ALIVE_COMMENTS, REASONING, USAGE_ON_FINISH, FINISH_TWICE),
  PERPLEXITY(MESSAGE_BESIDE_DELTA, USAGE_ON_EVERY_CHUNK, CRLF, NO_DONE),
  VLLM(NAME_AFTER_ID),
  XAI(REASONING_CONTENT, WHOLE_CALLS, NO_FINISH_KEY);

  /** As far as we know; of the others some have had it only lately. */
  private static final Set<Dialect> WITHOUT_RESPONSES = Set.of(GEMINI, MISTRAL, PERPLEXITY);

  private static final ServerSentEvent COMMENT =
      new ServerSentEvent(": the model is thinking\n\n", Kind.OTHER);
  private static final ServerSentEvent DONE = new ServerSentEvent("data: [DONE]\n\n", Kind.END);

  private final List<Habit> habits;

  Dialect(Habit... habits) {
    this.habits = List.of(habits);
  }

  /** The name by which settings ask for this dialect. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the dialect with this label. */
  public static Optional<Dialect> named(String label) {
    return Arrays.stream(values()).filter(dialect -> dialect.label().equals(label)).findFirst();
  }

  /** Returns all labels, to be shown to the user. */
  public static String labels() {
    return Arrays.stream(values()).map(Dialect::label).collect(Collectors.joining(", "));
  }

  /** The dialect that is spoken at a path below which a provider has its APIs. */
  public static Dialect at(String path, Dialect usual) {
    return switch (path) {
      case "/v1beta/openai" -> GEMINI;
      case "/openai/v1" -> GROQ;
      case "/api/v1" -> OPENROUTER;
      default -> usual;
    };
  }

  private boolean has(Habit habit) {
    return habits.contains(habit);
  }

  /**
   * Checks a request for what this server alone refuses.
   *
   * @throws ApiError if the request has it
   */
  public void check(JsonNode request) {
    if (this == GEMINI) GeminiRules.check(request);
  }

  /** Puts a whole completion as this server would. */
  public ObjectNode whole(ObjectNode completion) {
    WholeTranslator translator = new WholeTranslator(completion);
    habits.forEach(translator::apply);
    return completion;
  }

  /** Puts a stream as this server would; the source writes the chunks as OpenAI has them. */
  public EventStream stream(ObjectNode usage, Consumer<Consumer<ChatCompletionChunk>> source) {
    return events(
        reader -> {
          if (has(KEEP_ALIVE_COMMENTS)) reader.accept(COMMENT);
          ChunkStage translated =
              new ChunkTranslator(usage).to(chunk -> reader.accept(event(chunk)), habits);
          source.accept(translated);
          translated.end();
          if (!has(NO_DONE)) reader.accept(DONE);
        });
  }

  /** Returns the end of a stream that fails after it has begun. */
  public EventStream failure(ApiError error) {
    ServerSentEvent failure = failureEvent(inOwnWords(error));
    return events(reader -> reader.accept(failure));
  }

  private static ServerSentEvent event(ChatCompletionChunk chunk) {
    return ServerSentEvent.data(chunk.json(), chunk.kind());
  }

  private EventStream events(EventStream events) {
    if (!has(CRLF)) return events;
    return reader ->
        events.writeTo(
            event ->
                reader.accept(
                    new ServerSentEvent(event.text().replace("\n", "\r\n"), event.kind())));
  }

  /** Whether this server has the Responses API too. */
  public boolean hasResponses() {
    return !WITHOUT_RESPONSES.contains(this);
  }

  /** The error as this server would put it: some have another status and other words for it. */
  public ApiError inOwnWords(ApiError error) {
    return this == GEMINI ? GeminiRules.inOwnWords(error) : error;
  }

  /** The body of an answer that tells of an error. */
  public JsonNode body(ApiError error) {
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

  private ServerSentEvent failureEvent(ApiError error) {
    JsonNode body = body(error);
    return switch (this) {
      case GROQ, LMSTUDIO -> ServerSentEvent.event("error", body, Kind.END);
      case LLAMACPP -> new ServerSentEvent("error: " + body.get("error") + "\n\n", Kind.END);
      case OPENROUTER -> ServerSentEvent.data(besideChoices(body), Kind.END);
      default -> ServerSentEvent.data(body, Kind.END);
    };
  }

  private static ObjectNode besideChoices(JsonNode body) {
    ObjectNode chunk = body.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "error").putObject("delta").put("content", "");
    return chunk;
  }
}
