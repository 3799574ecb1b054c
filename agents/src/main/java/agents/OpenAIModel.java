package agents;

import static agents.UserError.required;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import com.openai.credential.BearerTokenCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import wire.Keys;

/** What both of OpenAI's APIs need: a client, a base URL and the model's name. */
abstract class OpenAIModel implements Model {
  /** The names of headers and parameters that have a key in them. */
  private static final Predicate<String> SECRET =
      Pattern.compile("(?i)auth|key|token|secret|cookie").asPredicate();

  final String model;
  final OpenAIClient client;
  final HttpUrl baseUrl;

  OpenAIModel(String model, OpenAIClient client) {
    this.model = required(model, "The name of the model");
    this.client = required(client, "The client");
    ClientOptions options = options(client);
    baseUrl = HttpUrl.get(options.baseUrl());
    secrets(options)
        .forEach(key -> Keys.remember(client, key.replaceFirst("^(Bearer|Basic) ", "")));
  }

  /** Returns whatever a client sends to prove who it is: no message may repeat it. */
  private static List<String> secrets(ClientOptions options) {
    List<String> secrets = new ArrayList<>();
    options.apiKey().ifPresent(secrets::add);
    options.adminApiKey().ifPresent(secrets::add);
    if (options.credential() instanceof AzureApiKeyCredential azure) {
      secrets.add(azure.apiKey());
    } else if (options.credential() instanceof BearerTokenCredential bearer) {
      secrets.add(UserError.calling("The supplier of the token", bearer::token));
    }
    var headers = options.headers();
    var params = options.queryParams();
    headers.names().stream().filter(SECRET).map(headers::values).forEach(secrets::addAll);
    params.keys().stream().filter(SECRET).map(params::values).forEach(secrets::addAll);
    return secrets;
  }

  /**
   * Returns the options that a client was built with. The SDK has no accessor for them, but passes
   * them to the function that changes them.
   */
  static ClientOptions options(OpenAIClient client) {
    AtomicReference<ClientOptions> options = new AtomicReference<>();
    client.withOptions(builder -> options.set(builder.build()));
    return options.get();
  }

  /** Returns the model and the host, with its port if that is not the usual one. */
  @Override
  public String toString() {
    boolean usual = baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme());
    return model + " at " + baseUrl.host() + (usual ? "" : ":" + baseUrl.port());
  }
}
