package docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import docs.Repository.Lesson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far you have come. It reads what your commands left in the lessons' {@code target} folders: a
 * file for each demo that has run, and a copy of each exercise as it was when it was right. So
 * {@code mvn clean} begins again.
 */
public final class Progress {
  enum Exercise {
    NONE,
    UNTOUCHED,
    CHANGED,
    PASSED
  }

  record Row(String lesson, boolean ran, Exercise exercise) {}

  public static void main(String[] args) throws IOException {
    List<Row> rows = Repository.lessons().stream().map(Progress::row).toList();
    boolean json = args.length > 0 && args[0].equals("json");
    System.out.println(json ? json(rows) : text(rows));
  }

  private static Row row(Lesson lesson) {
    Path marks = lesson.path().resolve("target/ran");
    boolean ran =
        lesson.demos().stream()
            .anyMatch(demo -> Files.exists(marks.resolve(lesson.packageName() + "." + demo)));
    return new Row(lesson.folder(), ran, exercise(lesson));
  }

  private static Exercise exercise(Lesson lesson) {
    File[] pristine = lesson.path().resolve("src/test/resources/exercise").toFile().listFiles();
    if (pristine == null || pristine.length == 0) {
      return Exercise.NONE;
    }
    String name = pristine[0].getName();
    Path folder = lesson.path().resolve("src/main/java").resolve(lesson.packageName());
    String source = squeezed(folder.resolve("exercise").resolve(name));
    if (source.equals(squeezed(pristine[0].toPath()))) {
      return Exercise.UNTOUCHED;
    }
    Path right = lesson.path().resolve("target/exercise-right").resolve(name);
    boolean passed = Files.exists(right) && source.equals(squeezed(right));
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
                  row.lesson, row.ran ? "has run" : "not yet", row.exercise.name().toLowerCase()));
    }
    text.append(bar("lessons run", rows, Row::ran));
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
        .orElse("nothing: you are through. Teach it to somebody: docs/teaching/README.md");
  }

  private static Optional<String> step(Row row) {
    if (!row.ran) {
      return Optional.of("mvn -q -pl " + row.lesson + " compile exec:java");
    }
    boolean open = row.exercise == Exercise.UNTOUCHED || row.exercise == Exercise.CHANGED;
    String check = "%s/EXERCISE.md, then mvn -q -pl %<s compile exec:java -Dexercise";
    return open ? Optional.of(check.formatted(row.lesson)) : Optional.empty();
  }

  private static String json(List<Row> rows) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    for (Row row : rows) {
      ObjectNode lesson = json.withArray("lessons").addObject().put("lesson", row.lesson);
      lesson.put("ran", row.ran).put("exercise", row.exercise.name().toLowerCase());
    }
    return json.put("next", next(rows)).toPrettyString();
  }
}
