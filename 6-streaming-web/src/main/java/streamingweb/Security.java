package streamingweb;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the server, and what a browser may do with its answers.
 *
 * <p>Each question costs money, chats are private, and any page on the web can send a browser to
 * {@code http://localhost:7070}. So each request that runs or changes something must come from our
 * own page, or from a program that is no browser.
 */
final class Security {
  /** The page may run its own script and talk to its own server; nothing else, and no images. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Logger LOG = LoggerFactory.getLogger(Security.class);

  private final Set<String> origins;
  private final OncePerMinute hint = new OncePerMinute();

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
    String host = request.host();
    if (!isAddress(host) && !isTrustedHost(host)) {
      hint("Refused a request to {}. If that is this server, set CHAT_ORIGINS.", host);
      throw new ForbiddenResponse("This chat is not available at this address.");
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
      hint("Refused a page of {}. If it may ask, set CHAT_ORIGINS.", origin);
      throw new ForbiddenResponse("This page may not use the chat.");
    }
  }

  private void hint(String line, String name) {
    if (hint.isDue()) {
      LOG.warn(line, quoted(name));
    }
  }

  /** What anybody may have made up: one short line of the log, whatever is in it. */
  private static String quoted(String name) {
    String safe = String.valueOf(name).replaceAll("[^\\w.:/\\[\\]-]", "?");
    return safe.substring(0, Math.min(100, safe.length()));
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
