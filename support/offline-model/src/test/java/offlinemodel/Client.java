package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.Json;

/** A plain HTTP client for the tests, on a model with these settings. */
final class Client implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final OfflineModel model;

  Client(Settings settings) {
    model = OfflineModel.start(settings);
  }

  static Client instant() {
    return new Client(Settings.instant());
  }

  static Client with(Fault fault) {
    return new Client(new Settings(0, fault));
  }

  /** Posts to a path such as "responses". Single quotes stand for double ones. */
  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return HTTP.send(request(path, json), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postAsync(String path, String json) {
    return HTTP.sendAsync(request(path, json), HttpResponse.BodyHandlers.ofString());
  }

  /** The JSON of an answer that succeeds. */
  JsonNode ask(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> response = post(path, json);
    if (response.statusCode() != 200) throw new AssertionError(response.body());
    return Json.parse(response.body());
  }

  /** The events of a streamed answer, without [DONE]. */
  List<JsonNode> stream(String path, String json) throws IOException, InterruptedException {
    return data(post(path, json).body())
        .filter(data -> !data.equals("[DONE]"))
        .map(Json::parse)
        .toList();
  }

  HttpResponse<Stream<String>> lines(String path, String json)
      throws IOException, InterruptedException {
    return HTTP.send(request(path, json), HttpResponse.BodyHandlers.ofLines());
  }

  HttpResponse<String> get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  OfflineModel model() {
    return model;
  }

  static Stream<String> data(String sse) {
    return Arrays.stream(sse.split("\n"))
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()));
  }

  static String join(List<JsonNode> events, Function<JsonNode, JsonNode> part) {
    return events.stream().map(part).map(JsonNode::asText).collect(Collectors.joining());
  }

  private HttpRequest request(String path, String json) {
    return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/" + path))
        .timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
        .build();
  }

  @Override
  public void close() {
    model.close();
  }
}
