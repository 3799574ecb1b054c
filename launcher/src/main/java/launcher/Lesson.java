package launcher;

import agents.Agent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The compiled classes of a lesson: a package in a folder. */
final class Lesson {
  private final String packageName;
  private final Path classes;

  Lesson(String packageName) {
    this.packageName = packageName;
    URL folder = Thread.currentThread().getContextClassLoader().getResource(packageName + "/");
    if (folder == null) {
      throw new IllegalArgumentException("No classes in package " + packageName);
    }
    classes = path(folder).getParent();
  }

  void run(String demo, String[] args) throws UnknownDemo, InvocationTargetException {
    if (!demos().contains(demo)) {
      throw new UnknownDemo(demo, demos());
    }
    try {
      main(demo).orElseThrow().invoke(null, (Object) args);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of all classes with a main method. */
  List<String> demos() {
    try (Stream<Path> files = Files.list(classes.resolve(packageName))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> main(name).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What to say if some source of the lesson or of the helper is newer than the classes that run,
   * as after {@code mvn exec:java} without {@code compile}.
   */
  Optional<String> staleness() {
    Path module = classes.resolveSibling("..").normalize();
    return Stream.of(
            staleSource(module, classes),
            staleSource(module.resolveSibling("agents"), codeOf(Agent.class)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            source ->
                "[%s is newer than what runs; to compile it: mvn -q -pl %s compile exec:java]"
                    .formatted(source.getFileName(), module.getFileName()));
  }

  private static Optional<Path> staleSource(Path module, Path compiled) {
    Path sources = module.resolve("src/main/java");
    if (!Files.isDirectory(sources)) {
      return Optional.empty();
    }
    long newestClass = newest(compiled).map(Lesson::modified).orElse(0L);
    return newest(sources).filter(source -> modified(source) > newestClass);
  }

  private static Optional<Path> newest(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .max((a, b) -> Long.compare(modified(a), modified(b)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  private Optional<Method> main(String className) {
    try {
      Class<?> type =
          Class.forName(
              packageName + "." + className, false, Thread.currentThread().getContextClassLoader());
      return Optional.of(type.getMethod("main", String[].class));
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return Optional.empty();
    }
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
