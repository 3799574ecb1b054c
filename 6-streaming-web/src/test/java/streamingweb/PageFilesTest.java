package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the page, and how they get to the browser. */
class PageFilesTest {
  @TempDir Path folder;

  /** A browser keeps a file and asks whether it has changed. */
  @Test
  void anEditShowsOnReload() throws Exception {
    Path file = Files.writeString(folder.resolve("chat.js"), "let before;");
    Javalin app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  Page.add(config, folder.toString(), Location.EXTERNAL);
                })
            .start("127.0.0.1", 0);
    try {
      HttpResponse<String> first = get(app, "none");
      String tag = first.headers().firstValue("etag").orElseThrow();
      assertEquals("let before;", first.body());
      assertEquals("no-cache", first.headers().firstValue("cache-control").orElseThrow());
      assertEquals(304, get(app, tag).statusCode());
      Files.writeString(file, "let after_an_edit;");
      assertEquals("let after_an_edit;", get(app, tag).body());
    } finally {
      app.stop();
    }
  }

  private static HttpResponse<String> get(Javalin app, String tag) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + app.port() + "/chat.js");
    HttpRequest request = HttpRequest.newBuilder(uri).header("If-None-Match", tag).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  @Tag("course")
  void theScriptsAreShort() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/public"))) {
      for (Path script : files.filter(file -> file.toString().endsWith(".js")).toList()) {
        long lines = Files.readAllLines(script).size();
        assertTrue(lines < 300, script + " has " + lines + " lines");
      }
    }
  }
}
