package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.Markdown.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project on the page works outside of this repository. What is installed for it goes into a
 * Maven repository of its own, which shares everything else with the usual one by symbolic links.
 */
@Tag("course")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
class OwnProjectTest {
  private static final Path PAGE = Path.of("docs/your-own-project.md");
  private static final Path SAMPLE = Path.of("docs/your-own-project");
  private static final long HANGS_MINUTES = 20;

  @TempDir static Path folder;

  @BeforeAll
  static void installAgents() throws Exception {
    shareTheRepository();
    Files.createDirectories(folder.resolve("course"));
    Copies.make(folder.resolve("course"));
    String install = block("sh", "mvn -q install").text().strip();
    String printed = maven("course", Map.of(), install.split(" "));
    assertEquals("", printed.strip(), install);

    Path project = Files.createDirectories(folder.resolve("project/src/main/java"));
    Files.copy(
        Repository.ROOT.resolve(SAMPLE).resolve("pom.xml"), folder.resolve("project/pom.xml"));
    Files.copy(
        Repository.ROOT.resolve(SAMPLE).resolve("src/main/java/Hello.java"),
        project.resolve("Hello.java"));
  }

  @Test
  void itAnswersWithAKey() throws Exception {
    try (OfflineModel service = OfflineModel.start(Settings.instant())) {
      Map<String, String> settings =
          Map.of("OPENAI_API_KEY", "sk-some-key", "OPENAI_BASE_URL", service.baseUrl());
      String printed = maven("project", settings, "mvn", "-q", "compile", "exec:java");
      assertTrue(printed.contains("Islamabad is the capital of Pakistan."), printed);
    }
  }

  @Test
  void oneLineSaysWhatToSetWithoutAKey() throws Exception {
    String line = block("text", "No model to ask").text().strip();
    String printed = maven("project", Map.of(), "mvn", "-q", "compile", "exec:java");
    assertTrue(printed.contains(line), printed);
  }

  @Test
  void itCarriesAlongWhatThePageShows() throws Exception {
    String tree = "org.apache.maven.plugins:maven-dependency-plugin:" + version() + ":tree";
    maven("project", Map.of(), "mvn", "-q", tree, "-DoutputFile=tree.txt");
    String shown = block("text", "com.example:my-assistant").text().strip();
    assertEquals(Files.readString(folder.resolve("project/tree.txt")).strip(), shown);
    assertTrue(!shown.contains("offline-model") && !shown.contains("junit"), shown);
  }

  /** The sample can't refer to the versions of the course, so it repeats them. */
  @Test
  void theSampleIsThatOfThePageAndHasTheVersionsOfTheCourse() {
    String pom = Repository.read(SAMPLE.resolve("pom.xml"));
    String dependency = block("xml", "<dependency>").text().strip();
    assertTrue(
        pom.replaceAll("\\s+", " ").contains(dependency.replaceAll("\\s+", " ")), dependency);
    String course = Repository.read(Path.of("pom.xml"));
    List<String> plugins =
        Pattern.compile("<artifactId>(\\S+-plugin)</artifactId>\\s*<version>(\\S+)</version>")
            .matcher(pom)
            .results()
            .map(plugin -> plugin.group().replaceAll("\\s+", ""))
            .toList();
    assertNotEquals(List.of(), plugins);
    plugins.forEach(plugin -> assertTrue(course.replaceAll("\\s+", "").contains(plugin), plugin));
  }

  private static String version() {
    return Pattern.compile("maven-dependency-plugin</artifactId>\\s*<version>([^<]+)")
        .matcher(Repository.read(Path.of("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static Block block(String language, String beginning) {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.at().startsWith(PAGE.toString()))
        .filter(block -> block.language().equals(language) && block.text().startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError(PAGE + " has no block of " + beginning));
  }

  private static void shareTheRepository() throws IOException {
    Path shared = Path.of(System.getProperty("local.repository"));
    Path own = Files.createDirectories(folder.resolve("repository"));
    try (Stream<Path> groups = Files.list(shared)) {
      for (Path group : groups.toList()) {
        if (!group.getFileName().toString().equals("streaming-agents")) {
          Files.createSymbolicLink(own.resolve(group.getFileName()), group);
        }
      }
    }
  }

  /** JUnit would delete the links too, but with a warning about each. */
  @AfterAll
  static void unlinkTheRepository() throws IOException {
    try (Stream<Path> groups = Files.list(folder.resolve("repository"))) {
      for (Path group : groups.filter(Files::isSymbolicLink).toList()) {
        Files.delete(group);
      }
    }
  }

  /** Runs Maven with only these settings, and returns what it prints. */
  private static String maven(String where, Map<String, String> settings, String... command)
      throws Exception {
    List<String> line = new ArrayList<>(List.of(command));
    line.add("-Dmaven.repo.local=" + folder.resolve("repository"));
    line.add("-Dstyle.color=never");
    if (System.getProperty("offline", "").equals("is-true")) {
      line.add("-o");
    }
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|OFFLINE|MAVEN)_.*"));
    builder.environment().putAll(settings);
    Process process =
        builder.directory(folder.resolve(where).toFile()).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(HANGS_MINUTES, TimeUnit.MINUTES).execute(process::destroy);
    try (var output = process.inputReader()) {
      return String.join("\n", output.lines().toList());
    }
  }
}
