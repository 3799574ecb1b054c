package agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import com.openai.core.http.HttpResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** What the models behind the two APIs of OpenAI's protocol have in common. */
abstract class OpenAIModel implements Model {
  final String model;
  final OpenAIClient client;
  private final String host;

  OpenAIModel(String model, OpenAIClient client) {
    this.model = model;
    this.client = client;
    host = hostOf(client);
  }

  @Override
  public String toString() {
    return model + " at " + host;
  }

  static String hostOf(OpenAIClient client) {
    String[] baseUrl = new String[1];
    client.withOptions((ClientOptions.Builder options) -> baseUrl[0] = options.build().baseUrl());
    return hostOf(baseUrl[0]);
  }

  /** The host, with its port unless that goes without saying. */
  static String hostOf(String baseUrl) {
    HttpUrl url = HttpUrl.get(baseUrl);
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }

  /** Reads an answer that comes in one piece. */
  JsonNode readWhole(HttpResponse http) throws IOException {
    try (http) {
      JsonNode body = Json.MAPPER.readTree(http.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Not JSON at all: said below.
    }
    throw new ModelBehaviorError(
        this + " answered with something else than a JSON object. Is the base URL right?");
  }

  /**
   * Reads an answer that comes in pieces, until the reader has seen the last one, or {@code [DONE]}
   * came, or the stream ends. Some servers glue several pieces together in one event.
   *
   * @return false if the stream just ended
   */
  boolean readPieces(HttpResponse http, Predicate<JsonNode> isLast) throws IOException {
    try (http;
        ServerSentEvents events = new ServerSentEvents(http.body())) {
      for (String data; (data = events.next()) != null; ) {
        if (data.startsWith("[DONE]")) {
          return true;
        }
        for (JsonNode piece : parse(data)) {
          if (isLast.test(piece)) {
            return true;
          }
        }
      }
      if (!events.insteadOfEvents().isEmpty()) {
        throw new ModelBehaviorError(
            this + " answered with something else than a stream: " + events.insteadOfEvents());
      }
      return false;
    }
  }

  private List<JsonNode> parse(String data) {
    try (MappingIterator<JsonNode> pieces =
        Json.MAPPER.readerFor(JsonNode.class).readValues(data)) {
      return pieces.readAll();
    } catch (IOException e) {
      throw new ModelBehaviorError(this + " sent a piece of its answer that is not JSON.", e);
    }
  }

  /** What a stream that ended before its answer did has to say for itself. */
  static IOException brokenOff() {
    return new EOFException("the stream ended before the answer did");
  }

  /** The failure that a piece reports. */
  ModelBehaviorError failure(JsonNode error) {
    String message = error.path("message").asText(error.isTextual() ? error.asText() : "");
    return new ModelBehaviorError(
        this + " failed in the middle of its answer: " + (message.isEmpty() ? error : message));
  }
}
