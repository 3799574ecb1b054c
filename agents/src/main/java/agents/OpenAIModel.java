package agents;

import static agents.UserError.required;

import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import wire.Keys;

/** What the models behind the two APIs of OpenAI's protocol have in common. */
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
   * What a client was built with. The SDK has no accessor for it, but shows it to whoever would
   * change it.
   */
  static ClientOptions options(OpenAIClient client) {
    AtomicReference<ClientOptions> options = new AtomicReference<>();
    client.withOptions(builder -> options.set(builder.build()));
    return options.get();
  }

  /** The model and the host, with its port unless that goes without saying. */
  @Override
  public String toString() {
    boolean usual = baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme());
    return model + " at " + baseUrl.host() + (usual ? "" : ":" + baseUrl.port());
  }
}
