package streamingweb;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.http.staticfiles.StaticFileConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The page's files. Its libraries come from WebJars, below /webjars/, with long caching. */
final class Page {
  private static final Path SOURCES = Path.of("6-streaming-web/src/main/resources/public");

  private Page() {}

  static void addTo(JavalinConfig config) {
    config.staticFiles.add(Page::files);
    config.staticFiles.enableWebjars();
  }

  private static void files(StaticFileConfig files) {
    boolean inTheRepository = Files.isDirectory(SOURCES);
    files.location = inTheRepository ? Location.EXTERNAL : Location.CLASSPATH;
    files.directory = inTheRepository ? SOURCES.toString() : "/public"; // an edit shows on reload
    files.headers = Map.of("Cache-Control", "no-cache"); // may be kept, but is asked for again
  }
}
