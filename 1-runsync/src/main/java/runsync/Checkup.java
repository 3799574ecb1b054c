package runsync;

import agents.Environment;
import agents.UserError;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Runs checks and prints one line for each, without any secrets. */
final class Checkup {
  private static final int SHOWN = 4;

  private final Set<String> failures = new HashSet<>();

  /** Prints what the check returns. If the check throws, it has failed. */
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

  /** Ends the program with exit status 1 if a check has failed. */
  void exitIfFailed() {
    if (!failures.isEmpty()) {
      System.out.flush();
      System.exit(1);
    }
  }

  /** Returns the end of a long key: enough to tell two keys apart. */
  static String mask(String key) {
    return "..." + (key.length() < 4 * SHOWN ? "" : key.substring(key.length() - SHOWN));
  }

  private static void print(String format, String what, String found) {
    System.out.println(format.formatted(what, withoutSecrets(found)));
  }

  /** Removes the user's name from paths, passwords from addresses, and the key. */
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
      return ""; // .env can't be read: another check says so
    }
  }
}
