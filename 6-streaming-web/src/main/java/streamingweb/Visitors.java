package streamingweb;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;

/**
 * Knows visitors by a random id in a cookie, and nothing else is in it. A browser gets the cookie
 * with its first answer, when there is something to remember.
 */
final class Visitors {
  private static final String COOKIE = "chat";
  private static final String ID = "[\\w-]{24}";
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private Visitors() {}

  /** Returns the visitor's id: the one in the cookie, or a new one. */
  static String idOf(Context ctx) {
    String id = ctx.cookie(COOKIE);
    return id != null && id.matches(ID) ? id : Ids.random();
  }

  /** Sets the cookie, for 30 days from now; must come before the first byte of the answer. */
  static void remember(Context ctx, String visitor) {
    Cookie cookie = new Cookie(COOKIE, visitor);
    cookie.setPath("/");
    cookie.setMaxAge((int) REMEMBERED.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(ctx.scheme().equals("https"));
    cookie.setSameSite(SameSite.STRICT);
    ctx.cookie(cookie);
  }
}
