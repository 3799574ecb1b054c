package agents;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import okhttp3.HttpUrl;

/**
 * Which model answers when nobody says otherwise; mirrors Python's {@code set_default_openai_key}
 * and its siblings. What is not set here comes from the {@link Environment}; without a key and a
 * base URL there, an offline model in this process answers, over HTTP like any other.
 */
public final class OpenAIDefaults {
  /** The model if neither agent, run nor {@code OPENAI_MODEL} names one. */
  public static final String DEFAULT_MODEL = "gpt-4.1-mini";

  private static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
  private static final Timeout TIMEOUT =
      Timeout.builder()
          .connect(Duration.ofSeconds(10))
          .read(Duration.ofMinutes(2))
          .request(Duration.ofMinutes(30))
          .build();
  private static final Set<String> ANNOUNCED = ConcurrentHashMap.newKeySet();

  private static String key;
  private static String api;
  private static OpenAIClient client;
  private static OpenAIClient offlineClient;

  private OpenAIDefaults() {}

  /** The API key to use instead of {@code OPENAI_API_KEY}. */
  public static synchronized void setKey(String apiKey) {
    key = apiKey;
    client = null;
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

  /** The model of that name, asked through the default API and client. */
  public static synchronized Model modelNamed(String name) {
    String spoken = api != null ? api : Environment.get("OPENAI_API").orElse("responses");
    return switch (spoken) {
      case "responses" -> new OpenAIResponsesModel(name, sharedClient());
      case "chat_completions" -> new OpenAIChatCompletionsModel(name, sharedClient());
      default ->
          throw new UserError(
              "OPENAI_API is \"" + spoken + "\" but can be: responses, chat_completions.");
    };
  }

  /** The default client, for code that uses the SDK itself. */
  public static OpenAIClient client() {
    announce(modelNamed(model()));
    return sharedClient();
  }

  /**
   * A client for any server that speaks OpenAI's protocol. Runs through it end at once when they
   * are cancelled; through other clients, when the next byte arrives.
   *
   * @throws UserError if the base URL is none
   */
  public static OpenAIClient newClient(String baseUrl, String apiKey) {
    if (HttpUrl.parse(baseUrl) == null) {
      throw new UserError(
          "\"%s\" is not a base URL: it should look like %s. See OPENAI_BASE_URL in .env.example."
              .formatted(baseUrl, DEFAULT_BASE_URL));
    }
    return OpenAIOkHttpClient.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .addInterceptor(Cancellation::intercept)
        .timeout(TIMEOUT)
        .build();
  }

  /** Says on stderr, once, which model answers from where. */
  static synchronized void announce(Model model) {
    boolean offline = model instanceof OpenAIModel remote && remote.client == offlineClient;
    String line =
        offline
            ? "[offline model: no OPENAI_API_KEY found; answers are scripted]"
            : "[model " + model + "]";
    if (ANNOUNCED.add(line)) {
      System.err.println(line);
    }
  }

  private static synchronized OpenAIClient sharedClient() {
    if (client == null) {
      Optional<String> apiKey =
          Optional.ofNullable(key).or(() -> Environment.get("OPENAI_API_KEY"));
      Optional<String> baseUrl = Environment.get("OPENAI_BASE_URL");
      client =
          apiKey.isEmpty() && baseUrl.isEmpty()
              ? offlineClient()
              : newClient(baseUrl.orElse(DEFAULT_BASE_URL), apiKey.orElse("none"));
    }
    return client;
  }

  private static OpenAIClient offlineClient() {
    try {
      Settings settings = Settings.from(name -> Environment.get(name).orElse(null));
      offlineClient = newClient(OfflineModel.start(settings).baseUrl(), "offline");
      return offlineClient;
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
