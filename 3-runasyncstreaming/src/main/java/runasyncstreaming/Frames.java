package runasyncstreaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;

/** Reads server-sent events. A frame is a few lines, followed by an empty line. */
final class Frames {
  private static final int WIDTH = 60;

  private final BufferedReader lines;
  private final StringBuilder frame = new StringBuilder();

  Frames(BufferedReader lines) {
    this.lines = lines;
  }

  /** Reads the next frame; returns false if there is none. */
  boolean next() throws IOException {
    frame.setLength(0);
    String line = lines.readLine();
    while (line != null && !line.isEmpty()) {
      String shown = line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line;
      String text = "%-60s  %s".formatted(shown, delta(line));
      frame.append(text.stripTrailing()).append("\n");
      line = lines.readLine();
    }
    return !frame.isEmpty();
  }

  /** Returns the frame with long lines cut, and beside them the text that they carry. */
  String text() {
    return frame.toString();
  }

  private static String delta(String line) throws IOException {
    if (!line.startsWith("data: {")) {
      return "";
    }
    JsonNode event = new JsonMapper().readTree(line.substring("data: ".length()));
    boolean responses = event.path("type").asText().equals("response.output_text.delta");
    String where = responses ? "/delta" : "/choices/0/delta/content";
    return event.at(where).toString(); // with quotes, so that you see spaces
  }
}
