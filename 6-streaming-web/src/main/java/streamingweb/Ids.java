package streamingweb;

import java.security.SecureRandom;
import java.util.Base64;

/** Random names, which nobody can guess. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 18;

  private Ids() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
