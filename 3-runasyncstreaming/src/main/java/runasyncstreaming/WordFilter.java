package runasyncstreaming;

import java.util.Set;

/** Masks words in a text that comes in pieces. A word waits until it is complete. */
final class WordFilter {
  private final Set<String> words;
  private final StringBuilder held = new StringBuilder();

  WordFilter(Set<String> words) {
    this.words = words;
  }

  /** Returns the text that can be shown now: everything up to the last complete word. */
  String add(String delta) {
    held.append(delta);
    int end = held.length();
    while (end > 0 && Character.isLetter(held.charAt(end - 1))) {
      end--;
    }
    String complete = held.substring(0, end);
    held.delete(0, end);
    return mask(complete);
  }

  /** Returns the last word, at the end of the stream. */
  String rest() {
    String rest = mask(held.toString());
    held.setLength(0);
    return rest;
  }

  private String mask(String text) {
    for (String word : words) {
      text = text.replaceAll("(?i)\\b" + word + "\\b", "*".repeat(word.length()));
    }
    return text;
  }
}
