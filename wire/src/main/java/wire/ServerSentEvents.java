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
  /** Old builds of llama.cpp send their errors in a field "error". */
  private static final Pattern FIELD =
      Pattern.compile("\uFEFF?(data|error|event|id|retry)?(?::|$) ?(.*)");

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
    for (String line; (line = lines.readLine()) != null; ) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new UnreadableAnswer("The answer is not a stream of events, it says: " + line);
      }
      if ("data".equals(field.group(1)) || "error".equals(field.group(1))) {
        data.append(data.isEmpty() ? "" : "\n").append(field.group(2));
      } else if (line.isEmpty() && !data.isEmpty()) {
        return data.toString();
      }
    }
    return data.isEmpty() ? null : data.toString();
  }
}
