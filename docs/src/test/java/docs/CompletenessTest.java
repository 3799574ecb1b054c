package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.Repository.Lesson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that can be asked for is documented, and all that is documented can be asked for. */
@Tag("course")
class CompletenessTest {
  private static final String FAULTS = "docs/troubleshooting.md";
  private static final String VARIABLES = "docs/setup.md";
  private final List<Lesson> lessons = Repository.lessons();

  @Test
  void everyDemoIsInTheReadmeOfItsLesson() {
    for (Lesson lesson : lessons) {
      String readme = Repository.read(Path.of(lesson.folder(), "README.md"));
      Predicate<String> missing =
          demo -> !Pattern.compile("\\b" + demo + "\\b").matcher(readme).find();
      List<String> missed = lesson.demos().stream().filter(missing).toList();
      assertEquals(List.of(), missed, lesson.folder() + "/README.md:1: not a word of these demos");
    }
  }

  @Test
  void everyDemoAskedForExists() {
    Predicate<MatchResult> known =
        asked ->
            asked.group(2).matches("YourDemo")
                || lessons.stream()
                    .filter(lesson -> lesson.folder().equals(asked.group(1)))
                    .anyMatch(lesson -> lesson.has(asked.group(2)));
    assertAll("-pl (\\d[\\w-]+) [^`]*-Ddemo=([\\w/]+)", known, "no such demo");
  }

  @Test
  void everyFaultIsExplained() {
    Set<String> faults =
        Arrays.stream(Fault.values())
            .filter(fault -> fault != Fault.NONE)
            .map(Fault::label)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> explained =
        Pattern.compile("(?m)^### `([\\w-]+)`")
            .matcher(Repository.read(Path.of(FAULTS)))
            .results()
            .map(heading -> heading.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertSame(faults, explained, FAULTS + ":1: one heading a fault");
    faults.add(Fault.NONE.label());
    assertAll("OFFLINE_FAULT=([\\w-]+)", m -> faults.contains(m.group(1)), "no such fault");
  }

  @Test
  void everyVariableIsExplained() {
    Set<String> variables = variables();
    Set<String> explained =
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
            .matcher(Repository.read(Path.of(VARIABLES)))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertSame(variables, explained, VARIABLES + ":1: one row a variable");
    String ours = "\\b((?:OPENAI|GEMINI|OFFLINE|CHAT)_[A-Z_]*[A-Z])\\b";
    assertAll(ours, m -> variables.contains(m.group(1)), "no such variable");
  }

  /** The variables that the code reads. */
  private static Set<String> variables() {
    String code =
        Repository.files().stream()
            .filter(
                file -> file.toString().replace('\\', '/').matches("(?!docs).*/src/main/.*java"))
            .map(Repository::read)
            .collect(Collectors.joining());
    Set<String> names = new TreeSet<>();
    String reads =
        "(?:Environment\\.get\\(|getenv\\(|getOrDefault\\(|variables\\.\\w+\\(|number\\(|read\\(environment, )";
    Pattern.compile(reads + "\"([A-Z_]+)\"")
        .matcher(code)
        .results()
        .forEach(read -> names.add(read.group(1)));
    Pattern.compile("clientOf\\(\\s*\"([A-Z_]+)\"")
        .matcher(code)
        .results()
        .flatMap(read -> Stream.of(read.group(1) + "_API_KEY", read.group(1) + "_BASE_URL"))
        .forEach(names::add);
    return names;
  }

  private static void assertSame(Set<String> real, Set<String> explained, String where) {
    Set<String> missing = new TreeSet<>(real);
    missing.removeAll(explained);
    Set<String> unknown = new TreeSet<>(explained);
    unknown.removeAll(real);
    String problem = where + "; missing: " + missing + ", unknown: " + unknown;
    assertEquals("", missing.isEmpty() && unknown.isEmpty() ? "" : problem);
  }

  /** Whatever matches the pattern, on any page, is known. */
  private static void assertAll(String pattern, Predicate<MatchResult> known, String what) {
    List<String> unknown = new ArrayList<>();
    for (Path file : Repository.files()) {
      if (file.toString().matches(".*\\.(md|yml|example)")) {
        List<String> lines = Repository.read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          String at = file + ":" + (i + 1) + ": " + what + ": ";
          Pattern.compile(pattern)
              .matcher(lines.get(i))
              .results()
              .filter(known.negate())
              .forEach(match -> unknown.add(at + match.group()));
        }
      }
    }
    assertEquals("", String.join("\n", unknown));
  }

  /**
   * In a table with the columns Python and Java, each piece of Java is in the lesson. It may
   * stretch over several lines there, and three dots in it stand for what is left out.
   */
  @Test
  void theJavaBesideThePythonIsInTheLesson() {
    List<String> missing = new ArrayList<>();
    for (Lesson lesson : lessons) {
      List<String> sources = sourcesWithoutSpaces(lesson);
      List<String> lines = Repository.read(Path.of(lesson.folder(), "README.md")).lines().toList();
      boolean inside = false;
      for (int i = 0; i < lines.size(); i++) {
        boolean heading = lines.get(i).equals("| Python | Java |");
        inside = lines.get(i).startsWith("|") && (inside || heading);
        for (String java : inside ? javaIn(lines.get(i)) : List.<String>of()) {
          Pattern wanted = withGaps(java);
          if (sources.stream().noneMatch(source -> wanted.matcher(source).find())) {
            missing.add(lesson.folder() + "/README.md:" + (i + 1) + ": not in the lesson: " + java);
          }
        }
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  private static List<String> sourcesWithoutSpaces(Lesson lesson) {
    return Repository.files().stream()
        .filter(file -> file.startsWith(Path.of(lesson.folder(), "src/main")))
        .map(file -> Repository.read(file).replaceAll("\\s+", ""))
        .toList();
  }

  /** The pieces of code in the last cell of a row, if it has nothing but code. */
  private static List<String> javaIn(String row) {
    Matcher cell = Pattern.compile("\\| ((?:`[^`]+` ?)+) ?\\|$").matcher(row);
    return cell.find()
        ? Stream.of(cell.group(1).split("`")).filter(piece -> !piece.isBlank()).toList()
        : List.of();
  }

  private static Pattern withGaps(String java) {
    return Pattern.compile(
        Stream.of(java.replaceAll("\\s+", "").split("…"))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*?")));
  }

  @Test
  void aTableMayLeaveOutCodeButNotInventIt() {
    String source = "Agent.builder().name(\"A\").instructions(x).tool(weather).build();";
    assertEquals(
        List.of("a(1)", "b()"), javaIn("| `x` | `a(1)` `b()` |"), "two pieces in one cell");
    assertEquals(List.of(), javaIn("| `x` | nothing: `.env` is read by itself |"));
    assertTrue(withGaps("Agent.builder() .name(\"A\")….tool(weather)").matcher(source).find());
    assertFalse(withGaps(".tool(weather)….name(").matcher(source).find());
  }
}
