package wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a stream of server-sent events, one event's data at a time.
 *
 * <p>The SDK can do this too, but it loses a last event without a blank line, hides whether {@code
 * [DONE]} came, and takes a page of HTML for an empty stream.
 */
final class ServerSentEvents {
  private static final Pattern FIELD = Pattern.compile("\uFEFF?([\\w-]*)(?::|$) ?(.*)");

  private final BufferedReader lines;

  ServerSentEvents(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * The data of the next event that has any, or {@code null} at the end of the stream.
   *
   * @throws UnreadableAnswer if something else than events comes
   */
  String next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean failure = false;
    for (String line; (line = lines.readLine()) != null; ) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new UnreadableAnswer(
            "The answer is not a stream of events, it says: " + line + rest());
      }
      String name = field.group(1);
      // An event "error", or in old builds of llama.cpp a field of that name.
      failure |= "error".equals(name) || "event".equals(name) && field.group(2).equals("error");
      if ("data".equals(name) || "error".equals(name)) {
        data.append(data.isEmpty() ? "" : "\n").append(field.group(2));
      } else if (line.isEmpty() && !data.isEmpty()) {
        break;
      }
    }
    if (data.isEmpty()) {
      return null;
    }
    return failure ? asError(data.toString()) : data.toString();
  }

  /** A page or a JSON body is more than its first line: as much of it as a message has room for. */
  private String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    for (String line; rest.length() < 400 && (line = lines.readLine()) != null; ) {
      rest.append(' ').append(line.strip());
    }
    return rest.toString();
  }

  /** Some servers say only in the event's name that it is an error. */
  private static String asError(String data) {
    return data.contains("\"error\"") ? data : "{\"error\":" + data + "}";
  }
}
