package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.openai.core.http.HttpResponse;
import com.openai.models.responses.Response;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the answer to one request, whole or in pieces, into the SDK's {@link Response}. Each of
 * OpenAI's two APIs has its own subclass. A response may be incomplete or empty: {@link
 * Trouble#inAnswer} says whether it is an answer.
 */
public abstract class AnswerReader {
  /** The longest answer, in bytes: 64 MB. In a stream, only what the reader keeps counts. */
  static final int LONGEST_ANSWER = 64 << 20;

  /** How long to wait for the usage after a finished answer. */
  private static final int SECONDS_AFTER_FINISH = 2;

  private static final ObjectReader PIECES = Json.WIRE.readerFor(JsonNode.class);

  private long length;
  private boolean hasGrown;

  /** Takes the next piece of a stream. If it adds text, that is what {@link #grow} counts. */
  abstract void accept(JsonNode piece);

  /** Takes an answer that came in one piece. */
  abstract void acceptWhole(JsonNode body);

  /** Whether the answer is complete, although its usage may still follow. */
  abstract boolean isFinished();

  /** Whether everything is there, and the rest of the stream doesn't matter. */
  abstract boolean isLast();

  /** Passes on the events of the pieces so far. */
  abstract void flush();

  /** Returns the answer, once it is there. */
  abstract Response answer();

  /**
   * Reads an answer that comes in one piece.
   *
   * @throws EOFException if the connection ends before the answer does
   * @throws UnreadableAnswer if it is not an answer
   */
  public Response readWhole(HttpResponse http) throws IOException {
    byte[] body;
    try (http) {
      body = http.body().readNBytes(LONGEST_ANSWER + 1);
    }
    grow(body.length);
    try {
      JsonNode json = Json.WIRE.readTree(body);
      if (json.isMissingNode() && body.length > 0) { // blank lines kept the connection open
        throw new EOFException("the answer ended before it began");
      }
      UnreadableAnswer.failIfError(json);
      acceptWhole(json);
    } catch (JsonProcessingException e) {
      if (isCut(body, e)) {
        throw new EOFException("the answer ended in the middle");
      }
      throw UnreadableAnswer.notJson(body, e);
    }
    return answer();
  }

  /** Whether the JSON just ends too early, which may be in the middle of a word such as false. */
  private static boolean isCut(byte[] body, JsonProcessingException e) {
    String said = new String(body, StandardCharsets.ISO_8859_1).stripLeading();
    boolean begins = said.startsWith("{") || said.startsWith("[");
    return begins && e.getLocation().getByteOffset() >= body.length - 4;
  }

  /** Reads a stream. */
  public Response readStream(HttpResponse http) throws IOException {
    return readStream(http, () -> {});
  }

  /**
   * Reads an answer that comes as a stream of events.
   *
   * @param hangUp ends the HTTP call from another thread, if the usage doesn't follow a finished
   *     answer within two seconds
   * @throws EOFException if the stream ends before the answer does
   * @throws UnreadableAnswer if it is not an answer, or reports a failure
   */
  public Response readStream(HttpResponse http, Runnable hangUp) throws IOException {
    try {
      takeAll(http, hangUp);
      return answer();
    } finally {
      flush();
    }
  }

  private void takeAll(HttpResponse http, Runnable hangUp) throws IOException {
    try (ServerSentEvents events = new ServerSentEvents(http, this::flush, hangUp)) {
      byte[] data = events.next();
      while (data != null && !isDone(data)) {
        take(data, events.isCut);
        if (isFinished() && (!events.isEnding || hasGrown)) {
          // Some servers say with each piece that it is the last. So more text means more time.
          events.endIn(SECONDS_AFTER_FINISH);
        }
        data = isLast() ? null : events.next();
      }
      if (data == null && !isFinished()) {
        throw new EOFException("the stream ended before the answer did");
      }
    } catch (IOException e) {
      // What breaks after the answer has ended does not matter.
      if (!isFinished()) {
        throw e;
      }
    }
  }

  private static boolean isDone(byte[] data) {
    return data.length >= 6 && new String(data, 0, 6).equals("[DONE]");
  }

  private void take(byte[] data, boolean cut) throws IOException {
    long before = length;
    try {
      acceptAll(data);
    } catch (JsonProcessingException e) {
      if (cut || isFinished()) { // which doesn't matter if the answer was finished before it
        throw new EOFException("the stream ended in the middle of an event");
      }
      throw UnreadableAnswer.notJson(data, e);
    }
    hasGrown = length > before;
    if (!hasGrown) {
      grow(data.length);
    }
  }

  /** Some servers glue several pieces together in one event, or put them into an array. */
  void acceptAll(byte[] data) throws IOException {
    try (MappingIterator<JsonNode> pieces = PIECES.readValues(data)) {
      while (pieces.hasNextValue()) {
        Json.list(pieces.nextValue()).forEach(this::accept);
      }
    }
  }

  /** Counts what is kept of an answer. */
  final void grow(int more) {
    length += more;
    if (length > LONGEST_ANSWER) {
      throw UnreadableAnswer.tooLong("an answer", LONGEST_ANSWER);
    }
  }
}
