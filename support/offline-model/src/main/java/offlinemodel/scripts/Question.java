package offlinemodel.scripts;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A scripted question. Case, spaces and the last full stop do not matter; * is any text. */
record Question(String text) {

  boolean matches(String asked) {
    return matcher(asked).matches();
  }

  /** What the first * stands for in the question as it was asked. Empty for another question. */
  Optional<String> star(String asked) {
    Matcher matcher = matcher(asked);
    boolean known = matcher.matches() && matcher.groupCount() > 0;
    return known ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Matcher matcher(String asked) {
    String regex =
        Arrays.stream(plain(text).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("(.*?)"));
    int flags = Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return Pattern.compile(regex, flags).matcher(plain(asked));
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("[ .?!]+$", "");
  }
}
