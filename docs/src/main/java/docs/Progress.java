package docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import docs.Repository.Lesson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far somebody has come, read from what Maven left behind: classes tell which lessons were
 * compiled, and the report of its last check whether an exercise was right. Nothing else is known,
 * and nothing is stored.
 */
public final class Progress {
  enum Exercise {
    NONE,
    UNTOUCHED,
    CHANGED,
    PASSED
  }

  record Row(String lesson, boolean compiled, Exercise exercise) {}

  public static void main(String[] args) throws IOException {
    List<Row> rows = Repository.lessons().stream().map(Progress::row).toList();
    boolean json = args.length > 0 && args[0].equals("json");
    System.out.println(json ? json(rows) : text(rows));
  }

  private static Row row(Lesson lesson) {
    Path classes = lesson.path().resolve("target/classes").resolve(lesson.packageName());
    boolean compiled = classes.resolve(lesson.main() + ".class").toFile().exists();
    return new Row(lesson.folder(), compiled, exercise(lesson));
  }

  private static Exercise exercise(Lesson lesson) {
    File[] pristine = lesson.path().resolve("src/test/resources/exercise").toFile().listFiles();
    if (pristine == null || pristine.length == 0) {
      return Exercise.NONE;
    }
    Path folder = lesson.path().resolve("src/main/java").resolve(lesson.packageName());
    Path source = folder.resolve("exercise").resolve(pristine[0].getName());
    if (squeezed(source).equals(squeezed(pristine[0].toPath()))) {
      return Exercise.UNTOUCHED;
    }
    String report = "TEST-" + lesson.packageName() + ".exercise.ExerciseTest.xml";
    File checked = lesson.path().resolve("target/surefire-reports").resolve(report).toFile();
    boolean passed =
        checked.lastModified() > source.toFile().lastModified()
            && !Repository.read(checked.toPath()).matches("(?s).*<(failure|error|skipped)\\b.*");
    return passed ? Exercise.PASSED : Exercise.CHANGED;
  }

  private static String squeezed(Path file) {
    return Repository.read(file).replaceAll("\\s+", "");
  }

  static String text(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(
          "%-22s %-14s exercise: %s%n"
              .formatted(
                  row.lesson,
                  row.compiled ? "compiled" : "not yet",
                  row.exercise.name().toLowerCase()));
    }
    text.append(bar("lessons compiled", rows, Row::compiled));
    List<Row> exercises = rows.stream().filter(row -> row.exercise != Exercise.NONE).toList();
    text.append(bar("exercises passed", exercises, row -> row.exercise == Exercise.PASSED));
    return text + "next: " + next(rows);
  }

  private static String bar(String what, List<Row> rows, Predicate<Row> done) {
    long count = rows.stream().filter(done).count();
    String bar = "#".repeat((int) count) + ".".repeat(rows.size() - (int) count);
    return "%-22s [%s] %d of %d%n".formatted(what, bar, count, rows.size());
  }

  static String next(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> step(row).stream())
        .findFirst()
        .orElse("nothing: you are through. Teach it to somebody: docs/instructor.md");
  }

  private static Optional<String> step(Row row) {
    if (!row.compiled) {
      return Optional.of("mvn -q -pl " + row.lesson + " compile exec:java");
    }
    boolean open = row.exercise == Exercise.UNTOUCHED || row.exercise == Exercise.CHANGED;
    String check = "%s/EXERCISE.md, then mvn -q -pl %<s test -Pexercise";
    return open ? Optional.of(check.formatted(row.lesson)) : Optional.empty();
  }

  private static String json(List<Row> rows) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    for (Row row : rows) {
      ObjectNode lesson = json.withArray("lessons").addObject().put("lesson", row.lesson);
      lesson.put("compiled", row.compiled).put("exercise", row.exercise.name().toLowerCase());
    }
    return json.put("next", next(rows)).toPrettyString();
  }
}
