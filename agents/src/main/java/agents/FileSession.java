package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wire.Json;

/**
 * A conversation in a file, which outlives the program: one line of JSON for each item, in plain
 * text. New lines are added at the end, so a program that is killed while it writes leaves at worst
 * a last line that is cut off. That line is dropped, with a warning.
 */
public final class FileSession implements Session {
  private final Path file;

  /** Creates the file and its folder as soon as there is something to remember. */
  public FileSession(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public synchronized List<ResponseInputItem> getItems(int limit) {
    List<String> lines = wholeText().lines().filter(line -> !line.isBlank()).toList();
    return lines.stream().skip(Math.max(0, lines.size() - limit)).map(this::item).toList();
  }

  @Override
  public synchronized void addItems(List<ResponseInputItem> items) {
    String text = wholeText();
    String newLine = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    write(
        text,
        items.stream()
            .map(item -> Json.MAPPER.valueToTree(item) + "\n")
            .collect(Collectors.joining("", newLine, "")));
  }

  @Override
  public synchronized Optional<ResponseInputItem> popItem() {
    String text = wholeText().stripTrailing();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int lastLine = text.lastIndexOf('\n') + 1;
    ResponseInputItem last = item(text.substring(lastLine));
    write(text.substring(0, lastLine), "");
    return Optional.of(last);
  }

  @Override
  public synchronized void clearSession() {
    write("", "");
  }

  /**
   * Returns the file, without a last line that was cut off. Each byte is one character, so that
   * {@link #write} keeps what it doesn't change, even if it is not text in UTF-8.
   */
  private String wholeText() {
    try {
      byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int lastLine = text.lastIndexOf('\n') + 1;
      // The beginning of a line, or what a crash of the whole system leaves: no other file's text.
      if (text.startsWith("{", lastLine)
              && Json.parseIfJson(text.substring(lastLine)).isMissingNode()
          || text.startsWith("\0", lastLine)) {
        System.getLogger("agents")
            .log(System.Logger.Level.WARNING, file + ": the last line was cut off and is dropped.");
        text = text.substring(0, lastLine);
      }
      return text;
    } catch (IOException e) {
      throw new UserError("Cannot read the conversation in " + file + ": " + e.getMessage(), e);
    }
  }

  private ResponseInputItem item(String bytes) {
    String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String line = text.replaceFirst("^\uFEFF", ""); // an editor's byte order mark
    JsonNode json = Json.parseIfJson(line);
    if (!json.isObject()) {
      throw new UserError(
          "%s has a line that is no part of a conversation: %.40s Delete the line, or the file."
              .formatted(file, line));
    }
    return Json.MAPPER.convertValue(json, ResponseInputItem.class);
  }

  /** Keeps the beginning of the file and replaces the rest. */
  private void write(String kept, String added) {
    try {
      Files.createDirectories(file.getParent());
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(kept.length());
        out.seek(out.length());
        out.write(added.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UserError("Cannot save the conversation in " + file + ": " + e.getMessage(), e);
    }
  }
}
