package offlinemodel.scripts;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a script, {@code key: value}.
 *
 * @param number the line it stands on, counted from 1
 * @param startsScene whether a blank line stands before it
 * @param value the rest of the line, and the indented lines that follow
 */
record ScriptLine(int number, boolean startsScene, String key, String value) {
  private static final String INDENT = "  ";

  static List<ScriptLine> read(String file, String text) {
    List<ScriptLine> entries = new ArrayList<>();
    int number = 0;
    int blank = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.startsWith("#")) continue;
      if (line.isBlank()) {
        blank++;
      } else if (line.startsWith(INDENT) && !entries.isEmpty()) {
        int last = entries.size() - 1;
        String more = "\n".repeat(blank + 1) + line.substring(INDENT.length());
        entries.set(last, entries.get(last).plus(more));
        blank = 0;
      } else {
        entries.add(entry(file, number, blank > 0, line));
        blank = 0;
      }
    }
    return entries;
  }

  private static ScriptLine entry(String file, int number, boolean startsScene, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          file + ":" + number + ": a line is 'key: value' or continues the last with two spaces");
    }
    String key = line.substring(0, colon);
    return new ScriptLine(number, startsScene, key, line.substring(colon + 1).strip());
  }

  /** A value may begin on its key's line or on the next. */
  private ScriptLine plus(String more) {
    String joined = value.isEmpty() ? more.stripLeading() : value + more;
    return new ScriptLine(number, startsScene, key, joined);
  }
}
