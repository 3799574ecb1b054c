package runconfig;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Prints the settings in each request before sending it. */
record Sent(HttpClient client) implements HttpClient {
  private static final List<String> REST = List.of("model", "messages", "tools");

  /** Returns the same client, but with its requests shown. */
  static OpenAIClient by(OpenAIClient client) {
    return client.withOptions(
        options -> options.httpClient(new Sent(options.build().httpClient())));
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    System.out.println("sent: " + settings(request));
    return client.execute(request, options);
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest r, RequestOptions o) {
    return client.executeAsync(r, o);
  }

  @Override
  public void close() {
    client.close();
  }

  private static ObjectNode settings(HttpRequest request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    request.body().writeTo(body);
    try {
      ObjectNode json = (ObjectNode) new JsonMapper().readTree(body.toByteArray());
      return json.remove(REST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
