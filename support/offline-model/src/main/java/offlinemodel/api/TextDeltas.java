package offlinemodel.api;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into the deltas of a stream. */
public final class TextDeltas {
  /** A word of up to eight characters with the space before it; long words take several deltas. */
  private static final Pattern DELTA = Pattern.compile("\\s*\\S{1,8}|\\s+");

  private TextDeltas() {}

  /** Joined, the deltas are exactly the text; no character is cut in two. */
  public static void forEach(String text, Consumer<String> reader) {
    Matcher delta = DELTA.matcher(text);
    while (delta.find()) reader.accept(delta.group());
  }
}
