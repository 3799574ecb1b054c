package offlinemodel.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import offlinemodel.conversation.Conversation;

/** Identifiers that look like the service's, and are the same for the same request. */
public final class Ids {
  private final String seed;

  public Ids(Conversation conversation) {
    seed = hash(conversation.request().toString());
  }

  /** The n-th identifier of a kind, such as {@code call_0f3a…} for the prefix {@code call_}. */
  public String id(String prefix, int n) {
    return prefix + hash(prefix + n + seed).substring(0, 32);
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
