package wire;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hides API keys in messages. Servers repeat the key that they refuse. So this class replaces the
 * keys of this program's clients wherever they occur, and whatever else looks like a key.
 */
public final class Keys {
  private static final String HIDDEN = "(a key)";

  /** Causes may go round in a circle. */
  public static final int DEEPEST_CAUSE = 20;

  /** A shorter key is replaced only where it is a whole word. */
  private static final int UNMISTAKABLE = 8;

  /** What local servers are given instead of a key. */
  private static final Set<String> NO_KEYS =
      Set.of("none", "offline", "empty", "dummy", "test", "ollama", "lm-studio", "not-needed");

  /**
   * The beginnings of keys that providers have agreed on; tokens; what follows "Bearer" and
   * "Basic"; the user and the password in an address.
   */
  private static final Pattern LOOKS_LIKE_A_KEY =
      Pattern.compile(
          "(?<!\\w)(?:(?:sk-|gsk_|xai-|pplx-|hf_|nvapi-|csk-|tgp_|fw_|r8_|ghp_|github_pat_|AIza"
              + "|eyJ)[\\w*-]{6,}(?:\\.[\\w*-]+)*|(?<=Bearer |Basic )(?=\\S*\\d)[\\w.~+/=-]{8,}"
              + "|(?<=://)[^\\s/@]+(?=@))");

  /** The keys of each client, as regular expressions. */
  private static final Map<Object, Set<String>> OWN = new WeakHashMap<>();

  private Keys() {}

  /** Hides this key from now on, for as long as its owner is in use. */
  public static synchronized void remember(Object owner, String key) {
    if (key.length() > 3 && !NO_KEYS.contains(key.toLowerCase())) {
      OWN.computeIfAbsent(owner, o -> new HashSet<>()).add(pattern(key));
    }
  }

  /** Finds a key as it is, in JSON, and in an address. */
  private static String pattern(String key) {
    String anyForm =
        Stream.of(key, key.replace("/", "\\/"), URLEncoder.encode(key, StandardCharsets.UTF_8))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?iu)(?:", ")"));
    return key.length() < UNMISTAKABLE ? "(?<!\\w)" + anyForm + "(?!\\w)" : anyForm;
  }

  /** Returns the text without keys. */
  public static String hide(String text) {
    if (text == null) {
      return null;
    }
    String safe = text;
    for (String key : known()) {
      safe = safe.replaceAll(key, HIDDEN);
    }
    return LOOKS_LIKE_A_KEY.matcher(safe).replaceAll(HIDDEN);
  }

  /** Returns a copy, because other threads may make clients meanwhile. */
  private static synchronized Set<String> known() {
    return OWN.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  /** Returns the same exception, or a copy without keys if it or one of its causes has any. */
  public static Throwable hide(Throwable failure) {
    return hide(failure, DEEPEST_CAUSE);
  }

  private static Throwable hide(Throwable failure, int depth) {
    boolean safe = failure == null || isSafe(failure);
    return safe ? failure : depth == 0 ? null : new WithoutKeys(failure, depth - 1);
  }

  private static boolean isSafe(Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed, true));
    return hide(printed.toString()).equals(printed.toString());
  }

  /** Takes the place of an exception with a key in it. */
  private static final class WithoutKeys extends Exception {
    private final String name;

    WithoutKeys(Throwable failure, int depth) {
      super(hide(failure.getMessage()), hide(failure.getCause(), depth));
      name = failure.getClass().getName();
      setStackTrace(failure.getStackTrace());
      for (Throwable suppressed : failure.getSuppressed()) {
        Throwable hidden = hide(suppressed, depth);
        if (hidden != null) {
          addSuppressed(hidden);
        }
      }
    }

    @Override
    public String toString() {
      return getMessage() == null ? name : name + ": " + getMessage();
    }
  }
}
