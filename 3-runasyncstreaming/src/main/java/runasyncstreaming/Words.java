package runasyncstreaming;

import java.util.regex.Pattern;

/** Counts words, not tokens: words are separated by spaces. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\\S+");

  private Words() {}

  static int in(CharSequence text) {
    return (int) WORD.matcher(text).results().count();
  }
}
