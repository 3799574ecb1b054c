package launcher;

import agents.Agent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The main classes of a lesson: all that its package has. */
final class Lesson {
  private final String packageName;
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  Lesson(String packageName) {
    this.packageName = packageName;
  }

  /** The class of that name; {@code exercise/Name} is one in the package {@code exercise}. */
  Class<?> demo(String name) throws UnknownDemo {
    String[] inner = name.split("/", 2);
    if (inner.length == 2) {
      return new Lesson(packageName + "." + inner[0]).demo(inner[1]);
    }
    if (!demos().contains(name)) {
      throw new UnknownDemo(name, demos());
    }
    return load(name);
  }

  private List<String> demos() {
    return folders()
        .flatMap(folder -> Stream.of(folder.toFile().list()))
        .filter(file -> file.endsWith(".class") && !file.contains("$"))
        .map(file -> file.substring(0, file.length() - ".class".length()))
        .filter(this::hasMain)
        .sorted()
        .toList();
  }

  private boolean hasMain(String name) {
    return Stream.of(load(name).getMethods()).anyMatch(method -> method.getName().equals("main"));
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(packageName + "." + name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<Path> folders() {
    try {
      return Collections.list(loader.getResources(packageName.replace('.', '/'))).stream()
          .map(Lesson::path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves a file in the module's target folder, which the course's Progress reads. */
  static void markAsRun(Class<?> demo) {
    Path mark = codeOf(demo).resolve("../ran").normalize().resolve(demo.getName());
    try {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, "");
    } catch (IOException e) {
      // The demo has run all the same.
    }
  }

  /**
   * What to say if some source of the lesson or of the helper is newer than the classes that run,
   * as after {@code mvn exec:java} without {@code compile}.
   */
  static Optional<String> staleness(Class<?> demo) {
    Path module = codeOf(demo).resolve("../..").normalize();
    return newerSource(module, codeOf(demo))
        .or(() -> newerSource(module.resolveSibling("agents"), codeOf(Agent.class)))
        .map(
            source ->
                "[%s is newer than what runs; to compile it: mvn -q -pl %s compile exec:java]"
                    .formatted(source.getFileName(), module.getFileName()));
  }

  static Optional<Path> newerSource(Path module, Path compiled) {
    Optional<Path> source = newest(module.resolve("src/main/java"));
    long newestClass = newest(compiled).map(Lesson::modified).orElse(Long.MAX_VALUE);
    return source.filter(file -> modified(file) > newestClass);
  }

  private static Optional<Path> newest(Path root) {
    if (!Files.exists(root)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).max(Comparator.comparing(Lesson::modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  private static Path codeOf(Class<?> type) {
    return path(type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
