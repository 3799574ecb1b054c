package streamingweb;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The page's files. Its libraries come from WebJars, below /webjars/, with long caching. */
final class Page {
  private static final String SOURCES = "src/main/resources/public";

  private Page() {}

  static void addTo(JavalinConfig config) {
    // Started from the repository's folder or from the lesson's, an edit shows on reload.
    Stream.of(Path.of("6-streaming-web", SOURCES), Path.of(SOURCES))
        .filter(folder -> Files.isRegularFile(folder.resolve("chat.js")))
        .findFirst()
        .ifPresentOrElse(
            folder -> add(config, folder.toString(), Location.EXTERNAL),
            () -> add(config, "/public", Location.CLASSPATH));
    config.staticFiles.enableWebjars();
  }

  static void add(JavalinConfig config, String folder, Location location) {
    config.staticFiles.add(
        files -> {
          files.directory = folder;
          files.location = location;
          files.headers = Map.of("Cache-Control", "no-cache"); // may be kept, but is checked again
        });
  }
}
