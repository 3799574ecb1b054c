package streamingweb;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The page and its files, which lie beside each other in {@code src/main/resources/public}; its two
 * libraries come from WebJars.
 */
final class Page {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> FILES =
      Map.of(
          "/chat.css", "text/css; charset=utf-8",
          "/chat.js", SCRIPT,
          "/webjars/marked.js", SCRIPT,
          "/webjars/purify.js", SCRIPT);
  private static final Map<String, String> WEBJARS =
      Map.of(
          "/webjars/marked.js", webjar("marked", "lib/marked.umd.js"),
          "/webjars/purify.js", webjar("dompurify", "dist/purify.min.js"));

  private final Security security;

  Page(Security security) {
    this.security = security;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", this::html);
    FILES.forEach(
        (path, type) -> routes.get(path, ctx -> ctx.contentType(type).result(read(path))));
  }

  private void html(Context ctx) {
    String html = new String(read("/index.html"), StandardCharsets.UTF_8);
    ctx.html(html.replace("{nonce}", security.nonce(ctx)));
  }

  private static byte[] read(String path) {
    String resource = WEBJARS.getOrDefault(path, "/public" + path);
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebJar keeps its files in a folder of its version, which its Maven properties tell. */
  private static String webjar(String name, String file) {
    Properties maven = new Properties();
    String pom = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in = Page.class.getResourceAsStream(pom)) {
      maven.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = maven.getProperty("version");
    return "/META-INF/resources/webjars/" + name + "/" + version + "/" + file;
  }
}
