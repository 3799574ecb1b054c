package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Demo;
import testkit.Printed;

/**
 * A student's mistake is one line on stderr that says what to do, and a failing exit status. Those
 * in a {@code .env} are made in a process of its own, with a working directory of its own.
 */
class MistakesTest {
  private static final String NOBODY_LISTENS = "http://127.0.0.1:1/v1";
  private static final Map<String, String> REFUSED = Map.of("OFFLINE_FAULT", "401");

  @TempDir Path folder;

  @Test
  void unknownDemo() {
    assertEquals(
        "Unknown demo \"RunSink\". This lesson has: RunSync.",
        lastErrorOf("RunSink", Map.of()).replaceAll("has: .*RunSync.*", "has: RunSync."));
  }

  @Test
  void refusedKey() {
    String line = lastErrorOf("RunSync", REFUSED);
    assertTrue(line.contains("refused the API key (401: "), line);
  }

  @Test
  void wrongModelName() {
    String line = lastErrorOf("RunSync", Map.of("OFFLINE_FAULT", "404"));
    assertTrue(line.contains("No model called "), line);
  }

  @Test
  void nobodyListens() {
    Map<String, String> settings =
        Map.of("OPENAI_API_KEY", "a-key", "OPENAI_BASE_URL", NOBODY_LISTENS);
    assertEquals(
        "Cannot connect to gpt-4.1-mini at 127.0.0.1:1. Is it running? Is the base URL right?",
        lastErrorOf("RunSync", settings));
  }

  @Test
  void noSuchHost() {
    Map<String, String> settings =
        Map.of("OPENAI_API_KEY", "a-key", "OPENAI_BASE_URL", "https://no-such-host.invalid/v1");
    String line = lastErrorOf("RunSync", settings);
    assertTrue(line.startsWith("Cannot find the host of gpt-4.1-mini at no-such-host"), line);
  }

  @Test
  void baseUrlThatIsNone() {
    String line = lastErrorOf("RunSync", Map.of("OPENAI_BASE_URL", "localhost"));
    assertTrue(line.startsWith("\"localhost\" is not a base URL: it should look like "), line);
  }

  @Test
  void unknownApi() {
    assertEquals(
        "OPENAI_API is \"chat\" but can be: responses, chat_completions.",
        lastErrorOf("RunSync", Map.of("OPENAI_API", "chat")));
  }

  /** The run button of an IDE starts the class itself, and no launcher. */
  @ParameterizedTest
  @ValueSource(strings = {"RunSync", "BareSdk", "Conversation"})
  void inAnIdeToo(String name) {
    String line = failure(Printed.byPlain(REFUSED, "runsync", name));
    assertTrue(line.contains("refused the API key (401: "), line);
  }

  @Test
  void aBadSettingIsOneLineInAnIdeToo() throws IOException {
    Files.writeString(folder.resolve(".env"), "OPENAI_API_KEY sk-secret\n");
    try (Demo demo = Demo.startPlain(folder, Map.of(), "runsync.RunSync")) {
      String line = onlyLine(demo.errors());
      assertTrue(
          line.endsWith(".env is malformed: each line is NAME=value, empty, or a # comment."));
      assertEquals(1, demo.status());
    }
  }

  @Test
  void malformedDotenvIsNamedButNotQuoted() throws IOException {
    Files.writeString(folder.resolve(".env"), "OPENAI_MODEL=m\nOPENAI_API_KEY sk-secret\n");
    try (Demo demo = Demo.start(folder, Map.of(), "runsync", "RunSync")) {
      String line = onlyLine(demo.errors());
      assertTrue(
          line.endsWith(".env is malformed: each line is NAME=value, empty, or a # comment."));
      assertTrue(!line.contains("sk-secret"), line);
      assertEquals(1, demo.status());
    }
  }

  private static String lastErrorOf(String name, Map<String, String> settings) {
    return failure(Printed.by(settings, "runsync", name));
  }

  private static String failure(Printed printed) {
    assertEquals(1, printed.status());
    return onlyLine(printed.errors());
  }

  /** Apart from the line in brackets that names the model. */
  private static String onlyLine(String errors) {
    List<String> lines = errors.lines().filter(line -> !line.startsWith("[")).toList();
    assertEquals(1, lines.size(), () -> "More than one line: " + lines);
    return lines.get(0);
  }
}
