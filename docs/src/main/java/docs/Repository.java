package docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository, as somebody has them who has just cloned it. */
final class Repository {
  static final Path ROOT = root();

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", ".svelte-kit", "build", ".env", ".idea");

  /**
   * A lesson.
   *
   * @param folder its name, such as {@code 1-runsync}
   * @param packageName of its sources
   * @param main the demo that runs if none is named
   * @param demos all its main classes
   */
  record Lesson(String folder, String packageName, String main, List<String> demos) {
    Path path() {
      return ROOT.resolve(folder);
    }

    /** Whether it can be started; {@code exercise/Name} can, too. */
    boolean has(String demo) {
      Path sources = path().resolve("src/main/java").resolve(packageName);
      return Files.isRegularFile(sources.resolve(demo + ".java"));
    }
  }

  private Repository() {}

  /** All files, as paths from the root. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
              boolean ours = !NOT_OURS.contains(folder.getFileName().toString());
              return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
              if (!NOT_OURS.contains(file.getFileName().toString())) {
                files.add(ROOT.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  /** The modules of every build, as folders from the root, in their order. */
  static List<String> modules() {
    String withoutProfiles = read(Path.of("pom.xml")).split("</modules>")[0];
    return Pattern.compile("<module>([^<]+)</module>")
        .matcher(withoutProfiles)
        .results()
        .map(module -> module.group(1))
        .toList();
  }

  /** The modules that are lessons. */
  static List<Lesson> lessons() {
    return modules().stream()
        .filter(module -> Character.isDigit(module.charAt(0)))
        .map(Repository::lesson)
        .toList();
  }

  private static Lesson lesson(String folder) {
    String pom = read(Path.of(folder, "pom.xml"));
    String packageName = element(pom, "lesson");
    Path sources = ROOT.resolve(folder).resolve("src/main/java").resolve(packageName);
    try (Stream<Path> files = Files.list(sources)) {
      List<String> demos =
          files
              .filter(Files::isRegularFile)
              .filter(file -> read(file).contains("public static void main("))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .sorted()
              .toList();
      return new Lesson(folder, packageName, element(pom, "demo"), demos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String element(String pom, String name) {
    Matcher element = Pattern.compile("<" + name + ">([^<]+)</").matcher(pom);
    return element.find() ? element.group(1) : "";
  }

  /** The text of a file, given by its path from the root. */
  static String read(Path file) {
    try {
      return Files.readString(ROOT.resolve(file)).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
