package agents;

import static agents.UserError.required;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import wire.Json;

/**
 * The model, client and API for runs that don't choose their own; mirrors Python's {@code
 * set_default_openai_key} and its siblings. What you don't set here comes from the {@link
 * Environment}. If that has no key and no base URL, a {@link LocalModel} answers, over HTTP like
 * any other.
 */
public final class OpenAIDefaults {
  /** The model to use if the agent, the run and {@code OPENAI_MODEL} name none. */
  public static final String DEFAULT_MODEL = "gpt-4.1-mini";

  private static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
  private static final Set<String> ANNOUNCED = ConcurrentHashMap.newKeySet();
  private static final Map<HttpUrl, String> OFFLINE = new ConcurrentHashMap<>();

  /** Keeps the models that it has found. */
  private static final ServiceLoader<LocalModel> LOCAL_MODELS =
      ServiceLoader.load(LocalModel.class, LocalModel.class.getClassLoader());

  private static String api;
  private static OpenAIClient client;

  private OpenAIDefaults() {}

  /** The API key to use instead of {@code OPENAI_API_KEY}. */
  public static synchronized void setKey(String apiKey) {
    client = newClient(Environment.get("OPENAI_BASE_URL").orElse(DEFAULT_BASE_URL), apiKey);
  }

  /** The client to use instead of one made from the environment. */
  public static synchronized void setClient(OpenAIClient openAIClient) {
    client = openAIClient;
  }

  /** {@code responses} or {@code chat_completions}, instead of what {@code OPENAI_API} says. */
  public static synchronized void setApi(String defaultApi) {
    api = defaultApi;
  }

  /** The name of the default model: {@code OPENAI_MODEL}, or else {@link #DEFAULT_MODEL}. */
  public static String model() {
    return Environment.get("OPENAI_MODEL").orElse(DEFAULT_MODEL);
  }

  /**
   * The default API: {@code responses}, unless {@code OPENAI_API} says {@code chat_completions}.
   */
  public static synchronized String api() {
    String spoken = api != null ? api : Environment.get("OPENAI_API").orElse("responses");
    if (!Set.of("responses", "chat_completions").contains(spoken)) {
      throw new UserError(
          "OPENAI_API is \"" + spoken + "\" but can be: responses, chat_completions.");
    }
    return spoken;
  }

  /** Returns the model of that name, with the default API and client. */
  public static synchronized Model modelNamed(String name) {
    return api().equals("responses")
        ? new OpenAIResponsesModel(name, sharedClient())
        : new OpenAIChatCompletionsModel(name, sharedClient());
  }

  /** The default client, for code that uses the SDK itself. */
  public static OpenAIClient client() {
    announce(modelNamed(model()));
    return sharedClient();
  }

  /** The base URL of the default client, such as {@code https://api.openai.com/v1}. */
  public static String baseUrl() {
    return OpenAIModel.options(client()).baseUrl();
  }

  /**
   * Returns a client for any server that speaks OpenAI's protocol. With this client, cancelling a
   * run ends its HTTP call at once. With another client, the call ends when its next byte arrives.
   *
   * @throws UserError if the base URL is not a URL
   */
  public static OpenAIClient newClient(String baseUrl, String apiKey) {
    if (HttpUrl.parse(required(baseUrl, "The base URL")) == null) {
      throw new UserError(
          "\"%s\" is not a base URL: it should look like %s. See OPENAI_BASE_URL in .env.example."
              .formatted(baseUrl, DEFAULT_BASE_URL));
    }
    return OpenAIOkHttpClient.builder()
        .baseUrl(baseUrl)
        .apiKey(required(apiKey, "The API key"))
        .jsonMapper(Json.MAPPER)
        .addInterceptor(Cancellation::intercept)
        .timeout(timeout(Environment.get("OPENAI_TIMEOUT").orElse("120")))
        .build();
  }

  /** How long a server may be silent: before a whole answer, or between two pieces of a stream. */
  static Timeout timeout(String seconds) {
    if (!seconds.matches("0*[1-9]\\d{0,5}")) {
      throw new UserError(
          "OPENAI_TIMEOUT is \"" + seconds + "\" but must be a number of seconds, such as 120.");
    }
    Duration silence = Duration.ofSeconds(Long.parseLong(seconds));
    return Timeout.builder()
        .connect(Duration.ofSeconds(10))
        .read(silence)
        .request(silence.plus(Duration.ofMinutes(30)))
        .build();
  }

  /**
   * Returns a client for the provider whose variables begin with a prefix. For {@code GEMINI}, it
   * reads {@code GEMINI_API_KEY} and {@code GEMINI_BASE_URL}. If neither is set, a {@link
   * LocalModel} answers, at the path of the usual base URL.
   *
   * @throws UserError if nothing is set and there is no local model
   */
  public static synchronized OpenAIClient clientOf(String prefix, String usualBaseUrl) {
    Optional<String> apiKey = Environment.get(prefix + "_API_KEY");
    Optional<String> baseUrl = Environment.get(prefix + "_BASE_URL");
    if (apiKey.isPresent() || baseUrl.isPresent()) {
      return newClient(baseUrl.orElse(usualBaseUrl), apiKey.orElse("none"));
    }
    HttpUrl offline = HttpUrl.get(localModel(prefix).baseUrl());
    HttpUrl address = offline.resolve(HttpUrl.get(usualBaseUrl).encodedPath());
    OFFLINE.put(address, prefix);
    return newClient(address.toString(), "offline");
  }

  /** Prints once, on stderr, which model answers and where it is. */
  static void announce(Model model) {
    String line = "[model " + model + "]";
    for (HttpUrl url : OFFLINE.keySet()) {
      if (isAt(url, model)) {
        line = "[offline model: no " + OFFLINE.get(url) + "_API_KEY found; answers are scripted]";
      }
    }
    if (ANNOUNCED.add(line)) {
      System.err.println(line);
    }
  }

  /** A model of yours that passes calls on has the name of the model behind it. */
  private static boolean isAt(HttpUrl url, Model model) {
    return model instanceof OpenAIModel remote
        ? url.equals(remote.baseUrl)
        : ("" + model).endsWith(" at " + url.host() + ":" + url.port());
  }

  private static synchronized OpenAIClient sharedClient() {
    if (client == null) {
      client = clientOf("OPENAI", DEFAULT_BASE_URL);
    }
    return client;
  }

  private static LocalModel localModel(String prefix) {
    String nothingToAsk =
        "No model to ask: neither %1$s_API_KEY nor %1$s_BASE_URL is set. Put your API key into the"
            + " environment, or into a file .env, as %1$s_API_KEY=...";
    return LOCAL_MODELS
        .findFirst()
        .orElseThrow(() -> new UserError(nothingToAsk.formatted(prefix)));
  }
}
