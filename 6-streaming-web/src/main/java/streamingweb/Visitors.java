package streamingweb;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows visitors by a random id in a cookie. The cookie holds nothing else. A browser gets it with
 * its first answer, when there is something to remember.
 */
final class Visitors {
  private static final String COOKIE = "chat";
  private static final String ID = "[\\w-]{24}";
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final boolean behindProxy;

  Visitors(Settings settings) {
    behindProxy = settings.behindProxy();
  }

  /** Returns the visitor's id: the one in the cookie, or a new one. */
  static String idOf(Context ctx) {
    String id = ctx.cookie(COOKIE);
    return id != null && id.matches(ID) ? id : Ids.random();
  }

  /** Sets the cookie, for 30 days from now; must come before the first byte of the answer. */
  void remember(Context ctx, String visitor) {
    Cookie cookie = new Cookie(COOKIE, visitor);
    cookie.setPath("/");
    cookie.setMaxAge((int) REMEMBERED.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(forwarded(ctx, "X-Forwarded-Proto").orElse(ctx.scheme()).equals("https"));
    cookie.setSameSite(SameSite.STRICT);
    ctx.cookie(cookie);
  }

  /** The address of the visitor, even if there is a proxy in between. */
  String addressOf(Context ctx) {
    return forwarded(ctx, "X-Forwarded-For").orElse(ctx.ip());
  }

  /** Returns the last value, which is the proxy's. The visitor may have made up the others. */
  private Optional<String> forwarded(Context ctx, String header) {
    if (!behindProxy) {
      return Optional.empty();
    }
    return Collections.list(ctx.req().getHeaders(header)).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .reduce((earlier, later) -> later);
  }
}
