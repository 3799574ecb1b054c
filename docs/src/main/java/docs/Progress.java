package docs;

import static java.util.stream.Collectors.joining;

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
import java.util.stream.Stream;

/**
 * How far you have come. It reads what your commands left in the lessons' {@code target} folders: a
 * file for each demo that has run, and a copy of each exercise as it was when it was right. So
 * {@code mvn clean} begins again.
 */
public final class Progress {
  enum State {
    UNTOUCHED,
    CHANGED,
    PASSED
  }

  record Exercise(String name, State state) {
    boolean isPassed() {
      return state == State.PASSED;
    }

    @Override
    public String toString() {
      return name + " " + state.name().toLowerCase();
    }
  }

  record Row(String lesson, boolean ran, List<Exercise> exercises) {}

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
    return new Row(lesson.folder(), ran, exercises(lesson));
  }

  private static List<Exercise> exercises(Lesson lesson) {
    File[] pristine = lesson.path().resolve("src/test/resources/exercise").toFile().listFiles();
    return pristine == null
        ? List.of()
        : Stream.of(pristine).sorted().map(file -> exercise(lesson, file.toPath())).toList();
  }

  private static Exercise exercise(Lesson lesson, Path pristine) {
    String file = pristine.getFileName().toString();
    Path sources = lesson.path().resolve("src/main/java").resolve(lesson.packageName());
    String source = squeezed(sources.resolve("exercise").resolve(file));
    Path right = lesson.path().resolve("target/exercise-right").resolve(file);
    State state = State.CHANGED;
    if (source.equals(squeezed(pristine))) {
      state = State.UNTOUCHED;
    } else if (Files.exists(right) && source.equals(squeezed(right))) {
      state = State.PASSED;
    }
    return new Exercise(file.replace(".java", ""), state);
  }

  private static String squeezed(Path file) {
    return Repository.read(file).replaceAll("\\s+", "");
  }

  static String text(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append("%-22s %-14s".formatted(row.lesson, row.ran ? "has run" : "not yet"));
      text.append(row.exercises.isEmpty() ? "no exercise" : "exercise: ");
      text.append(row.exercises.stream().map(Exercise::toString).collect(joining(", ")));
      text.append(System.lineSeparator());
    }
    text.append(bar("lessons run", rows, Row::ran));
    List<Exercise> exercises = rows.stream().flatMap(row -> row.exercises.stream()).toList();
    text.append(bar("exercises passed", exercises, Exercise::isPassed));
    return text + "next: " + next(rows);
  }

  private static <T> String bar(String what, List<T> all, Predicate<T> done) {
    long count = all.stream().filter(done).count();
    String bar = "#".repeat((int) count) + ".".repeat(all.size() - (int) count);
    return "%-22s [%s] %d of %d%n".formatted(what, bar, count, all.size());
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
    Optional<Exercise> open = row.exercises.stream().filter(e -> !e.isPassed()).findFirst();
    String check = "%s/EXERCISE.md, then mvn -q -pl %<s compile exec:java -Dexercise";
    boolean only = row.exercises.size() == 1;
    return open.map(e -> check.formatted(row.lesson) + (only ? "" : "=" + e.name));
  }

  private static String json(List<Row> rows) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    for (Row row : rows) {
      ObjectNode lesson = json.withArray("lessons").addObject().put("lesson", row.lesson);
      ObjectNode exercises = lesson.put("ran", row.ran).putObject("exercises");
      row.exercises.forEach(e -> exercises.put(e.name, e.state.name().toLowerCase()));
    }
    return json.put("next", next(rows)).toPrettyString();
  }
}
