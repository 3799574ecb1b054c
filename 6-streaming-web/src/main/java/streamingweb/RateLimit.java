package streamingweb;

import io.javalin.http.TooManyRequestsResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many questions somebody may ask in a minute. Each instance of the server counts its own. */
final class RateLimit {
  /** Many people may share an address: a class, an office. */
  private static final int VISITORS_AT_AN_ADDRESS = 10;

  private final int perMinute;
  private final Map<String, Integer> asked = new HashMap<>();
  private long minute;

  RateLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /**
   * Counts a question.
   *
   * @param known whether we know this visitor. Anybody can come without our cookie each time, or
   *     make one up, so such questions count for the address. This machine itself may ask freely.
   * @throws TooManyRequestsResponse if that was one too many
   */
  void count(boolean known, String visitor, String address) {
    if (known) {
      count(visitor, perMinute);
    } else if (!networkOf(address).matches("127\\..*|0:0:0:0/64")) {
      count(networkOf(address), perMinute * VISITORS_AT_AN_ADDRESS);
    }
  }

  /** Somebody with one IPv6 address has at least a /64 of them. Some proxies add a port. */
  static String networkOf(String address) {
    String host = address.replaceFirst("^(\\d+(?:\\.\\d+){3}):\\d+$|^\\[(.*)](?::\\d+)?$", "$1$2");
    if (!host.matches("[\\da-fA-F.]*:[\\da-fA-F:.]*(%.*)?")) {
      return host;
    }
    try { // it has a colon, so this asks no name server
      String[] groups =
          InetAddress.getByName(host.replaceFirst("%.*", "")).getHostAddress().split(":");
      return groups.length == 1
          ? groups[0]
          : String.join(":", List.of(groups).subList(0, 4)) + "/64";
    } catch (UnknownHostException e) {
      return host;
    }
  }

  private synchronized void count(String who, int atMost) {
    long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    if (now != minute) {
      asked.clear();
      minute = now;
    }
    if (asked.merge(who, 1, Integer::sum) > atMost) {
      throw new TooManyRequestsResponse(
          "You asked many questions in a short time. Wait a minute, then try again.");
    }
  }
}
