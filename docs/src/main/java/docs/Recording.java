package docs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records lesson 3 as a student sees it and writes a moving picture of it, an SVG.
 *
 * <p>Each piece of text appears as long after the first one as it did in the recorded run. Only the
 * time before the first piece, in which Maven starts, is cut.
 */
public final class Recording {
  private static final String COMMAND = "mvn -q -pl 3-runasyncstreaming compile exec:java";
  private static final Path PICTURE = Repository.ROOT.resolve("docs/screenshots/streaming.svg");
  private static final int COLUMNS = 80;
  private static final int LINE_HEIGHT = 20;
  private static final double COLUMN_WIDTH = 8.4;

  /** Some text, when it came, and where it stands. */
  private record Piece(long millis, int line, int column, String text) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int line = 1;
  private int column;

  public static void main(String[] args) throws IOException {
    Recording recording = new Recording();
    recording.record();
    Files.writeString(PICTURE, recording.picture());
    System.out.println(Repository.ROOT.relativize(PICTURE) + ": " + recording.pieces.size());
  }

  private void record() throws IOException {
    List<String> command = new ArrayList<>(List.of(COMMAND.split(" ")));
    command.set(0, System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn");
    ProcessBuilder builder = new ProcessBuilder(command).directory(Repository.ROOT.toFile());
    Map<String, String> settings = builder.environment();
    settings.keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE)_.*"));
    Process lesson = builder.redirectErrorStream(true).start();
    long first = 0;
    try (Reader reader = lesson.inputReader()) {
      char[] buffer = new char[4096];
      for (int n; (n = reader.read(buffer)) >= 0; ) {
        long now = System.nanoTime() / 1_000_000;
        first = first == 0 ? now : first;
        place(now - first, new String(buffer, 0, n).replace("\r", ""));
      }
    }
  }

  /** Puts the text where a terminal would, but breaks lines between words. */
  private void place(long millis, String text) {
    for (String word : text.split("(?<=\\s)|(?=\\n)")) {
      boolean newLine = word.equals("\n");
      if (newLine || column + word.stripTrailing().length() > COLUMNS) {
        line++;
        column = 0;
      }
      if (!newLine) {
        add(new Piece(millis, line, column, word.replace("\n", "")));
        column += word.length();
      }
      line += word.length() > 1 && word.endsWith("\n") ? 1 : 0;
      column = word.endsWith("\n") ? 0 : column;
    }
  }

  /** What came at once, on one line, is one piece. */
  private void add(Piece piece) {
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last != null && last.millis == piece.millis && last.line == piece.line) {
      pieces.remove(last);
      add(new Piece(last.millis, last.line, last.column, last.text + piece.text));
    } else {
      pieces.add(piece);
    }
  }

  private String picture() {
    int width = (int) (COLUMNS * COLUMN_WIDTH) + 32;
    int height = (line + 2) * LINE_HEIGHT;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
        <title>A terminal in which lesson 3 prints its answer word by word</title>
        <style>
        rect { fill: #1b1f24 } text { fill: #e6edf3; font: 14px ui-monospace, Menlo, Consolas, monospace; white-space: pre }
        .p { animation: show 1ms both } @keyframes show { from { opacity: 0 } to { opacity: 1 } }
        @media (prefers-reduced-motion: reduce) { .p { animation: none } }
        </style>
        <rect width="100%%" height="100%%" rx="8"/>
        <text x="16" y="24">$ %s</text>
        """
            .formatted(width, height, COMMAND));
    for (Piece piece : pieces) {
      svg.append(
          "<text class=\"p\" x=\"%d\" y=\"%d\" style=\"animation-delay:%dms\">%s</text>\n"
              .formatted(
                  16 + Math.round(piece.column * COLUMN_WIDTH),
                  24 + piece.line * LINE_HEIGHT,
                  500 + piece.millis,
                  piece.text.replace("&", "&amp;").replace("<", "&lt;")));
    }
    return svg.append("</svg>\n").toString();
  }
}
