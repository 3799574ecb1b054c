package testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Holds the outputs in a lesson's README, and in its DEMOS.md if it has one, against what its demos
 * print.
 *
 * <p>A block that begins with {@code ```text Name} is the output of the demo of that name, {@code
 * ```text Name < file} its output with that file as standard input. Before the two are compared,
 * what differs from run to run is masked in both, by {@linkplain #mask these rules} and no others.
 */
public final class ReadmeOutputs {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^```text (\\w+)(?: < (\\S+))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private ReadmeOutputs() {}

  /** One test a block, and one that every demo has its block. */
  public static Stream<DynamicTest> tests(String lesson, Set<String> unshown) {
    List<MatchResult> blocks =
        Stream.of(Path.of("README.md"), Path.of("DEMOS.md"))
            .filter(Files::exists)
            .flatMap(page -> BLOCK.matcher(read(page)).results())
            .toList();
    Set<String> shown = new TreeSet<>(unshown);
    blocks.forEach(block -> shown.add(block.group(1)));
    DynamicTest complete =
        DynamicTest.dynamicTest(
            "README.md shows every demo", () -> assertEquals(demos(lesson), shown));
    return Stream.concat(
        Stream.of(complete),
        blocks.stream()
            .map(
                block ->
                    DynamicTest.dynamicTest(
                        block.group(1),
                        () ->
                            assertShows(
                                block.group(3), run(lesson, block.group(1), block.group(2))))));
  }

  private static void assertShows(String shown, String printed) {
    if (!shows(shown, printed)) {
      assertEquals(mask(shown), mask(printed));
    }
  }

  /** Whether this is what was printed, after masking; a line of three dots is any lines. */
  public static boolean shows(String shown, String printed) {
    String pattern =
        Stream.of(("\n" + mask(shown) + "\n").split("(?m)^\\.\\.\\.\n", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("(.*\n)?"));
    String all = "\n" + mask(printed) + "\n";
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(all).matches();
  }

  /** Durations, bars drawn from them, ports, and spaces before an end of line. */
  public static String mask(String output) {
    return output
        .replaceAll("\\d+([.,]\\d+)?(?= ?(ms|s)\\b)", "N")
        .replaceAll("[#=]{4,}", "#")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll(" {2,}", " ")
        .replaceAll("(?m)[ \\t]+$", "")
        .strip();
  }

  private static String run(String lesson, String demo, String input) throws IOException {
    if (input == null) {
      Printed printed = Printed.by(lesson, demo);
      assertEquals(0, printed.status(), printed.errors());
      return printed.output();
    }
    try (Demo running = Demo.start(lesson, demo)) {
      String output = running.type(read(Path.of(input))).output();
      assertEquals(0, running.status(), running.errors());
      return output;
    }
  }

  private static Set<String> demos(String lesson) {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java", lesson))) {
      Set<String> demos = new TreeSet<>();
      sources
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> read(file).contains("public static void main("))
          .forEach(file -> demos.add(file.getFileName().toString().replace(".java", "")));
      return demos;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
