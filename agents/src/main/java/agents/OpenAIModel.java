package agents;

import static agents.UserError.required;

import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import wire.Keys;

/** What both of OpenAI's APIs need: a client, a base URL and the model's name. */
abstract class OpenAIModel implements Model {
  final String model;
  final OpenAIClient client;
  final HttpUrl baseUrl;

  OpenAIModel(String model, OpenAIClient client) {
    this.model = required(model, "The name of the model");
    this.client = required(client, "The client");
    ClientOptions options = options(client);
    baseUrl = HttpUrl.get(options.baseUrl());
    options.apiKey().ifPresent(key -> Keys.remember(client, key));
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
