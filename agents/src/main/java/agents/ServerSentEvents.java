package agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream of server-sent events, one event's data at a time.
 *
 * <p>The SDK can do this too, but it loses a last event without a blank line, hides whether {@code
 * [DONE]} came, and takes a page of HTML for an empty stream.
 */
final class ServerSentEvents implements AutoCloseable {
  private static final int QUOTED = 200;

  private final BufferedReader lines;
  private final StringBuilder other = new StringBuilder();
  private boolean anyField;

  ServerSentEvents(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The data of the next event that has any, or {@code null} at the end of the stream. */
  String next() throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line; (line = lines.readLine()) != null; ) {
      if (line.isEmpty() && !data.isEmpty()) {
        return data.toString();
      }
      read(line, data);
    }
    return data.isEmpty() ? null : data.toString();
  }

  private void read(String line, StringBuilder data) {
    String field = line.startsWith("\uFEFF") ? line.substring(1) : line;
    // Old builds of llama.cpp send "error: {…}" as a field of its own.
    for (String name : new String[] {"data:", "error:"}) {
      if (field.startsWith(name)) {
        String value = field.substring(name.length());
        data.append(data.isEmpty() ? "" : "\n")
            .append(value.startsWith(" ") ? value.substring(1) : value);
        anyField = true;
        return;
      }
    }
    boolean known =
        field.isEmpty() || field.startsWith(":") || field.matches("(event|id|retry):.*");
    anyField |= known && !field.isEmpty();
    if (!known && other.length() < QUOTED) {
      other.append(line).append(' ');
    }
  }

  /** The start of what came instead of events; empty if events came. */
  String insteadOfEvents() {
    return anyField ? "" : other.toString().strip();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
