package offlinemodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts that come with the offline model. */
final class Scripts {
  /** In reading order; where two scenes fit, the first one is played. */
  private static final List<String> FILES =
      List.of(
          "1-runsync.txt",
          "2-runasync.txt",
          "3-runasyncstreaming.txt",
          "4-agentloop.txt",
          "5-runconfig.txt",
          "6-streaming-web.txt",
          "exercises.txt");

  private Scripts() {}

  /**
   * All scenes.
   *
   * @throws IllegalArgumentException with one line that says where a script is wrong
   */
  static List<Scene> load() {
    return FILES.stream()
        .flatMap(file -> ScriptParser.parse(file, read("/scripts/" + file)).stream())
        .toList();
  }

  /** A text file that lies among the classes. */
  static String read(String path) {
    try (InputStream in = Scripts.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
