package agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
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

  static boolean isAt(String baseUrl, Model model) {
    return model instanceof OpenAIModel remote && remote.baseUrl.equals(HttpUrl.get(baseUrl));
  }

  /** Reads an answer that comes in one piece. */
  static ObjectNode readWhole(HttpResponse http) throws IOException {
    try (http) {
      return (ObjectNode) Json.MAPPER.readTree(http.body());
    } catch (JsonProcessingException | ClassCastException e) {
      throw new ModelBehaviorError("The answer is no JSON object. Is the base URL right?", e);
    }
  }

  /**
   * Reads an answer that comes in pieces, until the reader has seen the last one, or {@code [DONE]}
   * came, or the stream ends. Some servers glue several pieces together in one event.
   *
   * @return false if the stream just ended
   */
  static boolean readPieces(HttpResponse http, Predicate<JsonNode> isLast) throws IOException {
    try (http) {
      ServerSentEvents events = new ServerSentEvents(http.body());
      for (String data; (data = events.next()) != null; ) {
        if (data.startsWith("[DONE]") || parse(data).stream().anyMatch(isLast)) {
          return true;
        }
      }
      return false;
    }
  }

  private static List<JsonNode> parse(String data) {
    try (var pieces = Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(data)) {
      return pieces.readAll();
    } catch (IOException e) {
      throw new ModelBehaviorError("A piece of the answer is not JSON: " + data, e);
    }
  }

  /** The failure that an answer reports in the middle. */
  static ModelBehaviorError failure(JsonNode error) {
    String reason = error.isTextual() ? error.asText() : error.path("message").asText();
    return new ModelBehaviorError("The model failed: " + (reason.isEmpty() ? error : reason));
  }
}
