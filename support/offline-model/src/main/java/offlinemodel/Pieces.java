package offlinemodel;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a text into the pieces that a stream delivers. */
final class Pieces {
  /** A word of up to eight characters with the space before it; long words take several pieces. */
  private static final Pattern PIECE = Pattern.compile("\\s*\\S{1,8}|\\s+");

  private Pieces() {}

  /** Joined, the pieces are exactly the text; no character is cut in two. */
  static List<String> of(String text) {
    return PIECE.matcher(text).results().map(MatchResult::group).toList();
  }
}
