package wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import com.openai.core.http.HttpResponse;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Reads a stream of server-sent events, one event's data at a time.
 *
 * <p>The SDK can do this too, but it loses a last event without a blank line, hides whether {@code
 * [DONE]} came, and takes a web page for an empty stream. A line ends at CR, LF or CRLF and nowhere
 * else. So a line is a string with one character for each byte here, whatever text the bytes are.
 */
final class ServerSentEvents implements Closeable {
  /** The longest line and the longest event, in bytes: 16 MB. */
  static final int LONGEST_EVENT = 16 << 20;

  /** How much to read of something that is not a stream, to say what it is. */
  private static final int LONGEST_PAGE = 64 << 10;

  private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /** Whether {@link #endIn} has been called. */
  boolean isEnding;

  /** Whether the stream ended before the blank line that ends an event. */
  boolean isCut;

  private final HttpResponse http;
  private final Runnable hangUp;
  private final BufferedSource source;
  private final StringBuilder data = new StringBuilder();
  private boolean isFailure;
  private boolean afterCarriageReturn;
  private long end;
  private CompletableFuture<Long> late = CompletableFuture.completedFuture(0L);

  /**
   * @param beforeWaiting is run before each read from the body, which may have to wait for bytes
   * @param hangUp ends the HTTP call from another thread
   */
  ServerSentEvents(HttpResponse http, Runnable beforeWaiting, Runnable hangUp) {
    this.http = http;
    this.hangUp = hangUp;
    source =
        Okio.buffer(
            new ForwardingSource(Okio.source(http.body())) {
              @Override
              public long read(Buffer unread, long most) throws IOException {
                if (unread.size() > LONGEST_EVENT) {
                  throw UnreadableAnswer.tooLong("a line", LONGEST_EVENT);
                }
                beforeWaiting.run();
                return isEnding ? readInTime(delegate(), unread, most) : super.read(unread, most);
              }
            });
  }

  /** From now on, the stream ends for its reader when this time is over. */
  void endIn(int seconds) {
    isEnding = true;
    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Reads on a thread that can be left behind, because a read from a silent server has no end. */
  private long readInTime(Source body, Buffer unread, long most) throws IOException {
    if (!late.isDone()) {
      return -1;
    }
    CompletableFuture<Long> read = new CompletableFuture<>();
    Buffer more = new Buffer();
    Runnable work =
        () -> {
          try {
            read.complete(body.read(more, most));
          } catch (Throwable e) {
            read.completeExceptionally(e);
          }
        };
    Thread thread = new Thread(null, work, "wire", 0, false);
    thread.setDaemon(true);
    late = read;
    thread.start();
    try {
      long length = read.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      unread.writeAll(more);
      return length;
    } catch (TimeoutException | ExecutionException e) {
      return -1; // What comes or breaks from now on doesn't matter.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Closes the response. Two threads can't use it at once, so this may have to wait for a read. */
  @Override
  public void close() {
    if (!late.isDone()) {
      hangUp.run();
    }
    late.whenComplete((length, failure) -> http.close());
  }

  /**
   * Returns the data of the next event that has any, or {@code null} at the end of the stream.
   *
   * @throws UnreadableAnswer if the stream has something other than events, or is too long
   */
  byte[] next() throws IOException {
    isFailure = false;
    for (String line; (line = readLine()) != null; ) {
      if (!line.isEmpty()) {
        readField(line);
      } else if (!data.isEmpty()) {
        return event();
      } else {
        isFailure = false;
      }
    }
    isCut = true;
    return data.isEmpty() ? null : event();
  }

  /** Returns the next line, or {@code null} at the end of the stream. */
  private String readLine() throws IOException {
    if (afterCarriageReturn && !source.exhausted() && source.getBuffer().getByte(0) == '\n') {
      source.skip(1); // the second half of a CRLF, which may come much later than the first
    }
    long length = source.indexOfElement(LINE_ENDS);
    if (length < 0) {
      return source.exhausted() ? null : source.readString(ISO_8859_1);
    }
    String line = source.readString(length, ISO_8859_1);
    afterCarriageReturn = source.readByte() == '\r';
    return line;
  }

  private void readField(String line) throws IOException {
    int start = line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    int colon = line.indexOf(':', start);
    String name = line.substring(start, colon < 0 ? line.length() : colon);
    String value =
        colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1));
    switch (name) {
      case "data" -> append(value);
      case "event" -> isFailure |= value.equals("error");
      case "error" -> { // a field of old builds of llama.cpp
        isFailure = true;
        append(value);
      }
      default -> {
        if (!name.matches("[\\w-]*")) {
          throw UnreadableAnswer.notAStream(new String(line.getBytes(ISO_8859_1), UTF_8) + rest());
        }
      }
    }
  }

  private void append(String value) {
    if (data.length() + value.length() > LONGEST_EVENT) {
      throw UnreadableAnswer.tooLong("an event", LONGEST_EVENT);
    }
    data.append(data.isEmpty() ? "" : "\n").append(value);
  }

  /** A page or a JSON body is more than its first line: returns as much of it as matters. */
  private String rest() throws IOException {
    source.request(LONGEST_PAGE);
    return "\n" + source.readUtf8(Math.min(LONGEST_PAGE, source.getBuffer().size()));
  }

  /**
   * Some servers say only in the event's name that it is an error, and some say it in plain text.
   */
  private byte[] event() {
    byte[] event = data.toString().getBytes(ISO_8859_1);
    data.setLength(0);
    if (!isFailure) {
      return event;
    }
    String said = new String(event, UTF_8);
    String json = said.matches("(?s)\\s*[{\\[\"].*") ? said : TextNode.valueOf(said).toString();
    String error = json.contains("\"error\"") ? json : "{\"error\":" + json + "}";
    return error.getBytes(UTF_8);
  }
}
