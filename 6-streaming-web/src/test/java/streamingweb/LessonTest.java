package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("course")
@Timeout(120)
class LessonTest {
  @TempDir Path folder;

  @Test
  void theMainReadsLikeThoseOfTheOtherLessons() throws IOException {
    List<String> main = Files.readAllLines(Path.of("src/main/java/streamingweb/StreamingWeb.java"));
    assertTrue(main.size() <= 60, main.size() + " lines");
    assertTrue(main.stream().allMatch(line -> line.length() <= 90));
  }

  @Test
  void theSourcesAreSmall() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/streamingweb"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        long lines = Files.readAllLines(source).size();
        assertTrue(lines <= 250, source + " has " + lines + " lines");
      }
    }
  }

  /** The commands of the README, word for word, one after the other; only the port is another. */
  @Test
  void theCurlCommandsWorkAsPrinted() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: curl is not here");
    String readme = Files.readString(Path.of("README.md"));
    List<String> commands =
        Pattern.compile("```sh[^\\n]*\\n(curl .*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map(block -> block.group(1))
            .toList();
    List<String> ends = List.of("data: [DONE]\n\n", "data: [DONE]\n\n", "\"complete\"}}]}", "", "");
    assertEquals(ends.size(), commands.size());
    try (Upstream upstream = new Upstream().open();
        Tests chat = new Tests(upstream.model())) {
      for (int i = 0; i < ends.size(); i++) {
        String command =
            commands.get(i).replace("localhost:7070", "localhost:" + chat.server.port());
        Process curl = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start();
        String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output.endsWith(ends.get(i)), command + output);
        assertEquals(0, curl.waitFor());
        if (i == 0) {
          assertLooksLike(
              readme.replaceFirst("(?s).*begins and ends like this:\n\n```text\n(.*?)```.*", "$1"),
              output);
        }
      }
      assertTrue(upstream.requests.get(2).contains("And in Oslo?"));
    }
  }

  private static void assertLooksLike(String printed, String output) {
    String pattern =
        Stream.of(printed.strip().split("…|\\n⋮\\n"))
            .map(Pattern::quote)
            .collect(Collectors.joining("(?s:.*?)"));
    assertTrue(output.replace(": still here\n\n", "").strip().matches(pattern), output);
  }
}
