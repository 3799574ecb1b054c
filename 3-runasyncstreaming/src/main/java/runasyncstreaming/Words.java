package runasyncstreaming;

import java.util.regex.Pattern;

/** Counts words, which stand between spaces; a model counts in tokens, which do not. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\\S+");

  private Words() {}

  static int in(CharSequence text) {
    return (int) WORD.matcher(text).results().count();
  }
}
