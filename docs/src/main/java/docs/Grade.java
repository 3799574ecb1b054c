package docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Grades exercises that were handed in: a folder that has a folder for each student, with the
 * solved files in it.
 *
 * <p>Each file is checked by this repository's own check, in a copy of its lesson and in a process
 * of its own, which may run for at most five minutes, on a busy machine. A student's code can't
 * touch another's grade.
 */
public final class Grade {
  private static final long MOST_SECONDS = 300;
  private static final String NO_VERDICT = "NO VERDICT: the check did not end as it should";

  /** What came of one file. */
  private record Row(String student, String exercise, String verdict) {
    String line() {
      return "%-16s %-20s %s".formatted(student, exercise, verdict);
    }

    String csv() {
      String[] parts = verdict.split(": ", 2);
      String sentence = parts.length < 2 ? "" : parts[1].replace("\"", "\"\"");
      return "%s,%s,%s,\"%s\"".formatted(student, exercise, parts[0], sentence);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path handedIn = Repository.ROOT.resolve(args.length == 0 ? "handed" : args[0]);
    if (!Files.isDirectory(handedIn)) {
      System.err.println("No folder " + handedIn + ". Name it: -Dargs=path/to/folder");
      System.exit(1);
    }
    List<String> csv = new ArrayList<>(List.of("student,exercise,verdict,sentence"));
    for (Path file : javaFiles(handedIn)) {
      Row row = grade(file);
      System.out.println(row.line());
      csv.add(row.csv());
    }
    Path table = Repository.ROOT.resolve("docs/target/grades.csv");
    Files.write(table, csv);
    System.out.println("Written to " + Repository.ROOT.relativize(table));
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Row grade(Path file) throws IOException, InterruptedException {
    String student = file.getParent().getFileName().toString();
    String exercise = file.getFileName().toString().replace(".java", "");
    Optional<Repository.Lesson> lesson =
        Repository.lessons().stream().filter(l -> l.has("exercise/" + exercise)).findFirst();
    if (lesson.isEmpty()) {
      return new Row(student, exercise, "NO VERDICT: no lesson has an exercise of this name");
    }
    Path copy = Files.createTempDirectory("grade");
    try {
      copyFolder(lesson.get().path().resolve("src"), copy.resolve("src"));
      String place = "src/main/java/" + lesson.get().packageName() + "/exercise/";
      Path target = copy.resolve(place + file.getFileName());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      return new Row(student, exercise, check(copy, lesson.get().packageName(), exercise));
    } finally {
      delete(copy);
    }
  }

  /** The verdict's sentence, on one line. Exit status 0 alone is none: the code may have exited. */
  private static String check(Path lesson, String packageName, String exercise)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path output = lesson.resolve("output.txt");
    Process check =
        new ProcessBuilder(
                java,
                "-Dwatch=false",
                "-cp",
                Outputs.CLASS_PATH,
                "testkit.ExerciseWatch",
                lesson.toString(),
                packageName,
                exercise)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!check.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      check.destroyForcibly().waitFor();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8).replace("\r\n", "\n");
    String verdict = text.split("\n\n", 2)[0].replace("\n", " ").strip();
    boolean plausible =
        verdict.startsWith("RIGHT: ")
            ? check.exitValue() == 0
            : verdict.matches("(NOT YET|DOES NOT COMPILE): .*");
    return plausible ? verdict : NO_VERDICT;
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted((a, b) -> b.compareTo(a))
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
