package streamingweb;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * Who may use the server, and what a browser may do with its answers.
 *
 * <p>A chat costs money and knows what was said, and any page on the web can send a browser to
 * {@code http://localhost:7070}. So each request that runs or changes something must come from our
 * own page, or from a program that is no browser.
 */
final class Security {
  /** The page may run its own script and talk to its own server; nothing else, and no images. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Set<String> origins;

  Security(Settings settings) {
    origins = settings.origins();
  }

  /** For every request. */
  void check(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
    // A name can be made to mean any address, this one too: a page under it would pass as ours.
    if (!isAddress(request.host()) && !isTrustedHost(request.host())) {
      throw new ForbiddenResponse("This server is not reached under that name: see CHAT_ORIGINS.");
    }
    if (request.method() != HandlerType.GET) {
      checkOrigin(request);
    }
  }

  /** For a GET that runs something too. */
  void checkOrigin(Context request) {
    String site = request.header("Sec-Fetch-Site");
    String origin = request.header("Origin");
    boolean ours =
        origins.contains(String.valueOf(origin))
            || (site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin != null ? isOwn(origin, request.host()) : !isForeignTag(request));
    if (!ours) {
      throw new ForbiddenResponse("Pages of other sites may not use this chat: see CHAT_ORIGINS.");
    }
  }

  private static boolean isOwn(String origin, String host) {
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  /** A browser that names no origin and wants no events: a script or image tag on some page. */
  private static boolean isForeignTag(Context request) {
    return String.valueOf(request.userAgent()).startsWith("Mozilla/")
        && !String.valueOf(request.header("Accept")).contains("text/event-stream");
  }

  private boolean isTrustedHost(String host) {
    return origins.stream().anyMatch(origin -> isOwn(origin, host));
  }

  private static boolean isAddress(String host) {
    String address = "(localhost|\\d+(\\.\\d+){3}|\\[[\\da-fA-F:.]+])(:\\d+)?";
    return String.valueOf(host).matches(address);
  }
}
