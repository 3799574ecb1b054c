package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;
import testkit.Printed;

/** What the Doctor finds differs from machine to machine; what is proven is what it must say. */
class DoctorTest {
  private static final String KEY = "sk-secret-123456";

  @TempDir Path folder;

  @Test
  void allIsWell() {
    List<String> lines = lines(0, Map.of());
    assertTrue(lines.contains("ok   .env      none"), lines::toString);
    assertTrue(
        lines.contains("ok   API key   none: the offline model answers, from scripts"),
        lines::toString);
  }

  @Test
  @Tag("course")
  void theReadmeShowsTheSameChecks() throws IOException {
    assertEquals(checks(readme()), checks(lines(Map.of())));
  }

  @Test
  void theKeyIsNotShown() {
    String answers = start(Settings.instant());
    List<String> lines = lines(withKey(answers));
    assertTrue(lines.contains("ok   API key   ...3456"), lines::toString);
  }

  @Test
  void noSecretIsShownByAnError() {
    // The message quotes the setting: with a password, the key, the home folder, half a key.
    String home = System.getProperty("user.home");
    String wrong = "ftp://me:password@" + KEY + home + " sk-sec***3456";
    List<String> lines = lines(1, withKey(wrong));
    assertTrue(lines.toString().contains("is not a base URL"), lines::toString);
    for (String secret : List.of("password", KEY, home, "sk-sec")) {
      assertFalse(lines.toString().contains(secret), lines::toString);
    }
  }

  @Test
  void theDotenvIsFoundFurtherUp() throws IOException {
    Files.writeString(folder.resolve(".env"), "OPENAI_BASE_URL=" + start(Settings.instant()));
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    try (Demo demo = Demo.start(deep, Map.of(), "runsync", "Doctor")) {
      String output = demo.output().replace('\\', '/');
      assertTrue(output.contains("ok   .env      ../../.env\n"), output);
      assertTrue(output.contains("ok   API key   none\n"), output);
    }
  }

  @Test
  void aDotenvThatCannotBeReadIsReportedOnce() throws IOException {
    Files.writeString(folder.resolve(".env"), "OPENAI_API_KEY " + KEY);
    List<String> lines = lines(1, Map.of());
    assertEquals(1, lines.stream().filter(line -> line.contains("is malformed")).count());
    assertTrue(lines.contains("FAIL Answer    for the same reason"), lines::toString);
  }

  @Test
  void theModelRefuses() {
    List<String> lines = lines(1, Map.of("OFFLINE_FAULT", "401"));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("FAIL Answer "), last);
    assertTrue(last.contains("refused the API key (401: "), last);
  }

  @Test
  void nobodyListens() {
    String output = lines(1, withKey("http://127.0.0.1:1/v1")).toString();
    assertTrue(output.contains("FAIL Base URL  "), output);
    assertTrue(output.contains("Is there a network? Is the base URL right?"), output);
    assertTrue(output.contains("FAIL Answer    Cannot connect to gpt-4.1-mini"), output);
  }

  private static String start(Settings settings) {
    return OfflineModel.start(settings).baseUrl();
  }

  private static Map<String, String> withKey(String baseUrl) {
    return Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", baseUrl);
  }

  /** What the Doctor says where all is well. */
  private static List<String> lines(Map<String, String> settings) {
    Printed printed = Printed.by(settings, "runsync", "Doctor");
    assertEquals(0, printed.status(), printed.errors());
    return lines(printed);
  }

  /** What it says in a process of its own, since it ends that with the exit status. */
  private List<String> lines(int status, Map<String, String> settings) {
    try (Demo demo = Demo.start(folder, settings, "runsync", "Doctor")) {
      Printed printed = new Printed(demo.output(), demo.errors(), demo.status());
      assertEquals(status, printed.status(), printed.output() + printed.errors());
      return lines(printed);
    }
  }

  /** Its lines, which never have the key, and always begin with ok or FAIL. */
  private static List<String> lines(Printed printed) {
    String output = printed.output();
    assertFalse((output + printed.errors()).contains(KEY), output);
    assertTrue(output.lines().allMatch(line -> line.matches("(ok  |FAIL) \\S.*")), output);
    assertEquals(printed.status() != 0, output.contains("FAIL"), output);
    return output.lines().toList();
  }

  /** The lines that the README shows. */
  private static List<String> readme() throws IOException {
    String text = Files.readString(Path.of("README.md"));
    return Pattern.compile("^(ok  |FAIL) .*$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> checks(List<String> lines) {
    return lines.stream().map(line -> line.substring(0, 14)).toList();
  }
}
