package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import docs.Markdown.Block;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of all pages work, on a copy of this repository in which nothing is built yet.
 *
 * <p>A block of commands says {@code no-run:} and a reason, or it is run as a whole; but of the two
 * forms below, which start demos and checks by the dozen, only the first of each is run: {@link
 * CompletenessTest} sees to it that the others name demos that exist, and the lessons' tests run
 * them.
 */
@Tag("course")
class CommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(mvn|curl|cp|cd|git|npm|npx|node|java|bash|docker|export) .*");
  private static final Pattern DEMO =
      Pattern.compile("mvn -q -pl \\d[\\w-]+ compile exec:java( -Ddemo=[\\w/]+)?( < \\S+)?");
  private static final Pattern CHECK =
      Pattern.compile(
          "mvn -q -pl \\d[\\w-]+ (test -Pexercise|compile exec:java -Dexercise"
              + "(=\\w+)?( -Dwatch=false)?)");
  private static final String SERVES = "(Ctrl-C stops it)";
  private static final long HANGS_MINUTES = 15;

  @TempDir static Path fresh;

  private final Set<String> done = new HashSet<>();

  @BeforeAll
  static void cloneTheRepository() throws IOException {
    Copies.make(fresh);
  }

  @TestFactory
  Stream<DynamicTest> commandsWork() {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(CommandsTest::isCommands)
        .filter(block -> !block.rest().startsWith("no-run: "))
        .map(block -> DynamicTest.dynamicTest(block.at(), () -> check(block)));
  }

  private static boolean isCommands(Block block) {
    boolean shell = block.language().matches("sh|bash|bat|powershell");
    boolean plain = block.info().isEmpty() && !block.lines().isEmpty();
    return shell || plain && COMMAND.matcher(block.lines().get(0)).matches();
  }

  private void check(Block block) throws Exception {
    Matcher demo = DEMO.matcher(block.text());
    Matcher exercise = CHECK.matcher(block.text());
    boolean check = exercise.matches();
    String form = check ? exercise.group(1) : block.text();
    if (demo.matches()) {
      form = "demo" + (demo.group(1) != null) + (demo.group(2) != null);
    }
    if (done.add(form)) {
      run(block, check);
    }
  }

  /** The check of an exercise fails as long as the exercise is open, in words of its own. */
  private static void run(Block block, boolean mayFail) throws Exception {
    assumeTrue(File.separatorChar == '/', "these are commands for a Unix shell");
    String command = block.text().replace("-Dserve", "-Dserve -Dport=0"); // may run beside others
    ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", command);
    Map<String, String> settings = builder.environment();
    settings.keySet().removeIf(name -> name.matches("(OPENAI|GEMINI|OFFLINE|MAVEN)_.*"));
    settings.put("OFFLINE_PACE", "0");
    settings.put("JDK_JAVA_OPTIONS", Outputs.QUICK_START);
    builder.directory(fresh.toFile()).redirectErrorStream(true);
    Process process = builder.redirectInput(Redirect.from(new File("/dev/null"))).start();
    CompletableFuture.delayedExecutor(HANGS_MINUTES, TimeUnit.MINUTES).execute(() -> end(process));
    StringBuilder output = new StringBuilder();
    boolean serves = false;
    try (BufferedReader lines = process.inputReader()) {
      for (String line; !serves && (line = lines.readLine()) != null; ) {
        output.append(line).append('\n');
        serves = line.contains(SERVES);
      }
    }
    if (serves) {
      end(process);
    }
    boolean right = mayFail && Pattern.compile("NOT YET:|RIGHT:").matcher(output).find();
    int expected = serves || right ? process.waitFor() : 0;
    assertEquals(
        expected, process.waitFor(), () -> block.at() + ": " + block.text() + "\n" + output);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
