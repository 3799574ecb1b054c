package offlinemodel.scripts;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A scripted question. Case, spaces and the last full stop do not matter; * is any text. */
record Question(String text) {

  boolean matches(String asked) {
    String regex =
        Arrays.stream(plain(text).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(plain(asked)).matches();
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replaceAll("[ .?!]+$", "");
  }
}
