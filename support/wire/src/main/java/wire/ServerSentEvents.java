package wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a stream of server-sent events, one event's data at a time.
 *
 * <p>The SDK can do this too, but it loses a last event without a blank line, hides whether {@code
 * [DONE]} came, and takes a page of HTML for an empty stream. This class works on bytes, because a
 * line ends at CR, LF or CRLF and nowhere else, whatever characters the text contains.
 */
final class ServerSentEvents {
  /** The longest line and the longest event, in bytes: 16 MB. */
  static final int LONGEST_EVENT = 16 << 20;

  /** How much to read of something that is not a stream, to say what it is. */
  private static final int LONGEST_PAGE = 64 << 10;

  private final InputStream body;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private byte[] buffer = new byte[8 << 10];
  private int start;
  private int end;
  private int lineStart;
  private int lineEnd;
  private boolean afterCarriageReturn;
  private boolean cut;
  private volatile boolean stopped;

  ServerSentEvents(InputStream body) {
    this.body = body;
  }

  /** Ends the stream for its reader at the next byte. Any thread may call this. */
  void stop() {
    stopped = true;
  }

  /** Whether the stream ended before the blank line that ends an event. */
  boolean isCut() {
    return cut;
  }

  /**
   * Returns the data of the next event that has any, or {@code null} at the end of the stream.
   *
   * @throws UnreadableAnswer if the stream has something other than events, or is too long
   */
  byte[] next() throws IOException {
    data.reset();
    boolean failure = false;
    while (readLine()) {
      if (lineEnd > lineStart) {
        failure |= readField();
      } else if (data.size() > 0) {
        return event(failure);
      } else {
        failure = false;
      }
    }
    cut = true;
    return data.size() == 0 ? null : event(failure);
  }

  private byte[] event(boolean failure) {
    return failure ? asError() : data.toByteArray();
  }

  /** Adds a line's data to the event; returns whether the line says that this is an error. */
  private boolean readField() throws IOException {
    int colon = lineStart;
    while (colon < lineEnd && isNamePart(buffer[colon])) {
      colon++;
    }
    if (colon < lineEnd && buffer[colon] != ':') {
      throw UnreadableAnswer.notAStream(rest());
    }
    String name = new String(buffer, lineStart, colon - lineStart, StandardCharsets.ISO_8859_1);
    int value = Math.min(colon + 1, lineEnd);
    if (value < lineEnd && buffer[value] == ' ') {
      value++;
    }
    // An event "error", or in old builds of llama.cpp a field of that name.
    boolean error = name.equals("error");
    if (error || name.equals("data")) {
      append(value);
    }
    return error || name.equals("event") && text(value, lineEnd).equals("error");
  }

  private static boolean isNamePart(byte b) {
    return Character.isLetterOrDigit(b) || b == '-' || b == '_';
  }

  private void append(int value) {
    if (data.size() + lineEnd - value > LONGEST_EVENT) {
      throw UnreadableAnswer.tooLong("an event", LONGEST_EVENT);
    }
    if (data.size() > 0) {
      data.write('\n');
    }
    data.write(buffer, value, lineEnd - value);
  }

  /** Finds the next line in the buffer; returns false at the end of the stream. */
  private boolean readLine() throws IOException {
    int length = 0;
    while (start + length < end || fill()) {
      if (length == 0 && afterCarriageReturn && buffer[start] == '\n') {
        afterCarriageReturn = false;
        start++;
        continue;
      }
      int at = start + length;
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      length = at - start;
      if (at < end) {
        afterCarriageReturn = buffer[at] == '\r';
        return line(length, 1);
      }
    }
    return length > 0 && line(length, 0);
  }

  private boolean line(int length, int terminator) {
    lineStart = start + byteOrderMark(length);
    lineEnd = start + length;
    start = lineEnd + terminator;
    return true;
  }

  /** The length of the mark that some servers put before everything else. */
  private int byteOrderMark(int length) {
    boolean mark =
        length >= 3
            && buffer[start] == (byte) 0xEF
            && buffer[start + 1] == (byte) 0xBB
            && buffer[start + 2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /** Reads more behind the unread bytes, which move to the front; false at the end. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end >= LONGEST_EVENT) {
      throw UnreadableAnswer.tooLong("a line", LONGEST_EVENT);
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = stopped ? -1 : body.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read > 0;
  }

  /** A page or a JSON body is more than its first line: as much of it as matters. */
  private String rest() throws IOException {
    start = lineStart;
    while (end - start < LONGEST_PAGE && fill()) {}
    return text(start, end);
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** Some servers say only in the event's name that it is an error. */
  private byte[] asError() {
    String said = data.toString(StandardCharsets.UTF_8);
    return (said.contains("\"error\"") ? said : "{\"error\":" + said + "}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
