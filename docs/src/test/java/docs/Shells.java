package docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Translates the commands of our pages for the shells of Windows: what differs, and no more. */
final class Shells {
  private static final String VALUE = "([A-Z_]+)=('[^']*'|\"[^\"]*\"|\\S+)";
  private static final Pattern SETTING = Pattern.compile(VALUE);
  private static final Pattern EXPORT = Pattern.compile("export( +" + VALUE + ")+");
  private static final Pattern FOR_ONE_COMMAND = Pattern.compile(VALUE + " +(?!=)(\\w.*)");
  private static final Pattern FROM_FILE = Pattern.compile("(.*) < (\\S+)");

  private Shells() {}

  static List<String> powerShell(List<String> lines) {
    return lines.stream().flatMap(Shells::powerShell).toList();
  }

  private static Stream<String> powerShell(String line) {
    Matcher file = FROM_FILE.matcher(line);
    Matcher one = FOR_ONE_COMMAND.matcher(line);
    if (EXPORT.matcher(line).matches()) {
      return settings(line).map(s -> "$env:%s = \"%s\"".formatted(s[0], s[1]));
    } else if (one.matches()) {
      String[] set = settings(one.group(1) + "=" + one.group(2)).findFirst().get();
      List<String> all = new ArrayList<>();
      all.add("$env:%s = \"%s\"".formatted(set[0], set[1]));
      powerShell(one.group(3)).forEach(all::add);
      all.add("Remove-Item Env:" + set[0]);
      return all.stream();
    }
    return Stream.of(
        file.matches()
            ? "Get-Content " + file.group(2) + " | " + file.group(1)
            : line.replaceAll("\\\\$", "`"));
  }

  static List<String> cmd(List<String> lines) {
    return lines.stream().flatMap(Shells::cmd).toList();
  }

  private static Stream<String> cmd(String line) {
    Matcher one = FOR_ONE_COMMAND.matcher(line);
    if (EXPORT.matcher(line).matches()) {
      return settings(line).map(s -> "set " + s[0] + "=" + s[1]);
    } else if (one.matches()) {
      String[] set = settings(one.group(1) + "=" + one.group(2)).findFirst().get();
      return Stream.of("set " + set[0] + "=" + set[1], one.group(3), "set " + set[0] + "=");
    }
    return Stream.of(line.replaceAll("\\\\$", "^").replaceAll("^cp (.*)", "copy $1"));
  }

  /** Names and values, without quotes. */
  private static Stream<String[]> settings(String line) {
    return SETTING
        .matcher(line)
        .results()
        .map(s -> new String[] {s.group(1), s.group(2).replaceAll("^['\"]|['\"]$", "")});
  }
}
