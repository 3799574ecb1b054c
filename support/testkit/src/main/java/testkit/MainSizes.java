package testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Holds a lesson's sources to what a reader takes in at a glance. */
public final class MainSizes {
  private static final int LINES = 60;
  private static final int COLUMNS = 90;

  private MainSizes() {}

  /** Fails on the first file that is too long or too wide. An exercise's file is the student's. */
  public static void check(String lesson) throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java", lesson))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        if (!source.getParent().endsWith("exercise")) {
          check(source);
        }
      }
    }
  }

  private static void check(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    assertTrue(lines.size() <= LINES, source + " has " + lines.size() + " lines");
    for (String line : lines) {
      assertTrue(line.length() <= COLUMNS, source + " is wider than 90 columns: " + line);
    }
  }
}
