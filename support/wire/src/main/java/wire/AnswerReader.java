package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.http.HttpResponse;
import com.openai.models.responses.Response;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * Reads the answer to one request, whole or in pieces, into the SDK's {@link Response}; one for
 * each of OpenAI's two APIs.
 */
public abstract class AnswerReader {

  /** Takes the next piece of a stream. */
  abstract void accept(JsonNode piece);

  /** Takes an answer that came in one piece. */
  abstract void acceptWhole(JsonNode body);

  /** Whether the answer is there, though something may follow that adds to it. */
  abstract boolean isFinished();

  /** Whether nothing that may follow matters. */
  abstract boolean isLast();

  /** The answer, once it is there. */
  abstract Response answer();

  /**
   * Reads an answer that comes in one piece.
   *
   * @throws UnreadableAnswer if it is none
   */
  public Response readWhole(HttpResponse http) throws IOException {
    try (http) {
      JsonNode body = Json.MAPPER.readTree(http.body());
      failIfError(body);
      acceptWhole(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableAnswer("The answer is not JSON. Is the base URL right?", e);
    }
    return answer();
  }

  /**
   * Reads an answer that comes as a stream of events.
   *
   * @throws EOFException if the stream ends before the answer does
   * @throws UnreadableAnswer if it is none, or tells of a failure
   */
  public Response readStream(HttpResponse http) throws IOException {
    try (http) {
      ServerSentEvents events = new ServerSentEvents(http.body());
      boolean done = false;
      for (String data; !done && !isLast() && (data = events.next()) != null; ) {
        done = data.startsWith("[DONE]");
        (done ? List.<JsonNode>of() : parse(data)).forEach(this::accept);
      }
      if (!done && !isFinished()) {
        throw new EOFException("the stream ended before the answer did");
      }
    } catch (IOException e) {
      // What breaks after the answer has ended does not matter.
      if (!isFinished()) {
        throw e;
      }
    }
    return answer();
  }

  /** Some servers glue several pieces together in one event. */
  private static List<JsonNode> parse(String data) {
    try (var pieces = Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(data)) {
      return pieces.readAll();
    } catch (IOException e) {
      throw new UnreadableAnswer("A piece of the answer is not JSON: " + data, e);
    }
  }

  /** Fails if a body or a piece tells of an error, or is one itself, bare or in an array. */
  static void failIfError(JsonNode json) {
    JsonNode piece = json.isArray() ? json.path(0) : json;
    boolean flat = piece.path("object").asText().equals("error");
    JsonNode error = flat ? piece : piece.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw failure(error);
    }
  }

  static UnreadableAnswer failure(JsonNode error) {
    String reason = error.isTextual() ? error.asText() : error.path("message").asText();
    return new UnreadableAnswer("The model failed: " + (reason.isEmpty() ? error : reason));
  }
}
