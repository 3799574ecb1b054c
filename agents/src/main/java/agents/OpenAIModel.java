package agents;

import com.openai.client.OpenAIClient;
import okhttp3.HttpUrl;

/** What the models behind the two APIs of OpenAI's protocol have in common. */
abstract class OpenAIModel implements Model {
  final String model;
  final OpenAIClient client;
  final HttpUrl baseUrl;

  OpenAIModel(String model, OpenAIClient client) {
    this.model = model;
    this.client = client;
    String[] url = new String[1];
    client.withOptions(options -> url[0] = options.build().baseUrl());
    baseUrl = HttpUrl.get(url[0]);
  }

  /** The model and the host, with its port unless that goes without saying. */
  @Override
  public String toString() {
    boolean usual = baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme());
    return model + " at " + baseUrl.host() + (usual ? "" : ":" + baseUrl.port());
  }
}
