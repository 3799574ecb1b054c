package testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the parts of an exercise lie.
 *
 * @param lesson the folder of the lesson's module
 * @param packageName the package of the lesson
 * @param name of the exercise: that of its class
 */
record ExerciseFiles(Path lesson, String packageName, String name) {
  private static final String CHECK = "Check.java";

  /**
   * Finds an exercise.
   *
   * @param wanted its name; empty, or "true" as Maven says for {@code -Dexercise}, for the first
   * @throws IllegalArgumentException in one line, if the lesson has no exercise of that name
   */
  static ExerciseFiles find(Path lesson, String packageName, String wanted) throws IOException {
    Path checks = lesson.resolve("src/test/java").resolve(packageName).resolve("exercise");
    try (Stream<Path> files = Files.list(checks)) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(CHECK))
              .map(file -> file.substring(0, file.length() - CHECK.length()))
              .sorted()
              .toList();
      boolean first = wanted.isEmpty() || wanted.equals("true");
      if (!first && !names.contains(wanted)) {
        throw new IllegalArgumentException(
            "Unknown exercise \"%s\". This lesson has: %s."
                .formatted(wanted, String.join(", ", names)));
      }
      return new ExerciseFiles(lesson, packageName, first ? names.get(0) : wanted);
    }
  }

  /** Those of a check, in a test of its lesson. */
  static ExerciseFiles of(Class<? extends ExerciseCheck> check) {
    String packageName = check.getPackageName().replace(".exercise", "");
    String name = check.getSimpleName().replace("Check", "");
    return new ExerciseFiles(Path.of("").toAbsolutePath(), packageName, name);
  }

  Path sources() {
    return lesson.resolve("src/main/java");
  }

  Path testSources() {
    return lesson.resolve("src/test/java");
  }

  Path target() {
    return lesson.resolve("target");
  }

  Path exercise() {
    return sources().resolve(packageName).resolve("exercise").resolve(name + ".java");
  }

  Path check() {
    return testSources().resolve(packageName).resolve("exercise").resolve(name + CHECK);
  }

  String checkClass() {
    return packageName + ".exercise." + name + "Check";
  }

  /** For the classes of the last check. */
  Path classes() throws IOException {
    return Files.createDirectories(target().resolve("exercise-classes"));
  }

  /** Remembers the exercise as it is: it was found right. */
  void markAsRight() throws IOException {
    Path folder = Files.createDirectories(target().resolve("exercise-right"));
    Path mark = folder.resolve(exercise().getFileName());
    Files.copy(exercise(), mark, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Changes when a source of the lesson does. The size, too: some disks count time in seconds. */
  Map<Path, String> state() {
    try (Stream<Path> files = Files.walk(sources())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.toMap(file -> file, ExerciseFiles::stamp, (a, b) -> a, TreeMap::new));
    } catch (IOException | UncheckedIOException e) {
      return Map.of(); // an editor is just replacing a file
    }
  }

  private static String stamp(Path file) {
    return file.toFile().lastModified() + " " + file.toFile().length();
  }
}
