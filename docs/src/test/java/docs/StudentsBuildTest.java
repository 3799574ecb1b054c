package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import docs.Repository.Lesson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a student may change fails {@code mvn verify}: neither other instructions and
 * questions in all demos, nor solved exercises, nor a style that no formatter would let pass.
 */
@Tag("course")
class StudentsBuildTest {
  private static final String INSTRUCTIONS = "You are a maths tutor. Never give a result away.";
  private static final String QUESTION = "How do I find out what 17 times 24 is?";
  private static final long HANGS_MINUTES = 20;

  @TempDir Path copy;

  @Test
  void mvnVerifyIsGreenWhateverAStudentChanges() throws Exception {
    assumeTrue(File.separatorChar == '/', "mvn is a script of a Unix shell here");
    Copies.make(copy);
    for (Lesson lesson : Repository.lessons()) {
      for (String demo : lesson.demos()) {
        makeAMathsTutor(sources(lesson).resolve(demo + ".java"));
      }
      solve(lesson);
    }

    String tests =
        Repository.lessons().stream()
            .map(StudentsBuildTest::testsOf)
            .collect(Collectors.joining(","));
    String none = "-Dsurefire.failIfNoSpecifiedTests=false";
    Path log = copy.resolve("log.txt");
    Process build =
        new ProcessBuilder("mvn", "-q", "-B", "-ntp", "verify", "-Dtest=" + tests, none)
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(build.waitFor(HANGS_MINUTES, TimeUnit.MINUTES), "mvn verify hangs");
    assertEquals(0, build.exitValue(), () -> Repository.read(log));
  }

  /** Those that could look at what was changed. The others of lesson 6 take minutes. */
  private static String testsOf(Lesson lesson) {
    boolean web = lesson.packageName().equals("streamingweb");
    String tests = web ? "streamingweb/Minimal*Test,streamingweb/exercise" : lesson.packageName();
    return tests + "/**/*Test";
  }

  private Path sources(Lesson lesson) {
    return copy.resolve(lesson.folder()).resolve("src/main/java").resolve(lesson.packageName());
  }

  /** Replaces what an agent is told to be, and what it is asked. */
  private static void makeAMathsTutor(Path demo) throws IOException {
    String literal = "(?:[^\"\\\\\n]|\\\\.)*\"";
    String told = "(?i)(instructions(?: =|\\()\\s*)\"" + literal;
    String asked = "\"(?:Explain|Tell|Write|Plan|Say|Count|How|What|Is|Give) " + literal;
    String code = Files.readString(demo);
    code = code.replaceAll(told, "$1" + Matcher.quoteReplacement("\"" + INSTRUCTIONS + "\""));
    code = code.replaceAll(asked, Matcher.quoteReplacement("\"" + QUESTION + "\""));
    Files.writeString(demo, code);
  }

  /** Fills in the solution, with lines as long as they come and no indentation. */
  private void solve(Lesson lesson) throws IOException {
    Path folder = sources(lesson).resolve("exercise");
    try (Stream<Path> exercises = Files.list(folder)) {
      for (Path exercise : exercises.toList()) {
        Path solution = sources(lesson).resolve("solution").resolve(exercise.getFileName());
        String code = Files.readString(solution).replace(".solution;", ".exercise;");
        code = code.replaceAll("(?m)^ +", "").replaceAll("([{;,(])\n(?!\n|//)", "$1 \t ");
        assertNotEquals(Files.readString(exercise), code);
        Files.writeString(exercise, code);
      }
    }
  }
}
