package runsync;

import agents.Environment;
import agents.UserError;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Prints a line a check, without anything that should not be shown to others. */
final class Checkup {
  private static final int SHOWN = 4;

  private final Set<String> failures = new HashSet<>();

  /** The check answers what it found; a check that throws has failed. */
  void check(String what, Callable<String> check) {
    try {
      print("ok   %-9s %s", what, check.call());
    } catch (Exception e) {
      String network = e + ". Is there a network? Is the base URL right?";
      String reason = e instanceof IOException ? network : e.getMessage();
      boolean isNew = failures.add(reason);
      print("FAIL %-9s %s", what, isNew ? reason : "for the same reason");
    }
  }

  /** Fails as a lesson would. */
  void exitIfFailed() {
    if (!failures.isEmpty()) {
      System.out.flush();
      System.exit(1);
    }
  }

  /** The end of a long key, which is enough to tell one key from another. */
  static String mask(String key) {
    return "..." + (key.length() < 4 * SHOWN ? "" : key.substring(key.length() - SHOWN));
  }

  private static void print(String format, String what, String found) {
    System.out.println(format.formatted(what, withoutSecrets(found)));
  }

  /** A path may hold the user's name, an address a password, an error message the key. */
  private static String withoutSecrets(String line) {
    String home = System.getProperty("user.home");
    String safe = line.replace(home, "~").replaceAll("//[^/@ ]*@", "//");
    safe = safe.replaceAll("\\S*\\*{3}\\S*", "..."); // a key that the service has masked
    return key().isEmpty() ? safe : safe.replace(key(), mask(key()));
  }

  private static String key() {
    try {
      return Environment.get("OPENAI_API_KEY").orElse("");
    } catch (UserError e) {
      return ""; // a .env that cannot be read, as one of the checks says
    }
  }
}
