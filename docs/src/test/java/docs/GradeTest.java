package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("course")
class GradeTest {
  private static final Path LESSON = Path.of("../1-runsync/src");

  @Test
  void gradesEachFileByOurOwnChecks(@TempDir Path handed) throws Exception {
    Path solution = LESSON.resolve("main/java/runsync/solution/TwoTurns.java");
    String right = Files.readString(solution).replace("runsync.solution", "runsync.exercise");
    handIn(handed.resolve("ada"), right);
    handIn(handed.resolve("bob"), right.replace("public", "pubic"));
    Path untouched = LESSON.resolve("test/resources/exercise/TwoTurns.java");
    handIn(handed.resolve("eve"), Files.readString(untouched));

    Grade.main(new String[] {handed.toString()});

    List<String> table = Files.readAllLines(Path.of("target/grades.csv"));
    assertEquals("student,exercise,verdict,sentence", table.get(0));
    assertTrue(table.get(1).startsWith("ada,TwoTurns,RIGHT,\""), table.get(1));
    assertTrue(table.get(2).startsWith("bob,TwoTurns,DOES NOT COMPILE,\""), table.get(2));
    assertTrue(table.get(3).startsWith("eve,TwoTurns,NOT YET,\""), table.get(3));
  }

  /** The exercise of lesson 6 needs a web server on the class path. */
  @Test
  void gradesTheLastLesson(@TempDir Path handed) throws Exception {
    Path solution = Path.of("../6-streaming-web/src/main/java/streamingweb/solution");
    String right = Files.readString(solution.resolve("StreamedAnswer.java"));
    Files.writeString(
        Files.createDirectories(handed.resolve("ada")).resolve("StreamedAnswer.java"),
        right.replace("streamingweb.solution", "streamingweb.exercise"));

    Grade.main(new String[] {handed.toString()});

    List<String> table = Files.readAllLines(Path.of("target/grades.csv"));
    assertTrue(table.get(1).startsWith("ada,StreamedAnswer,RIGHT,\""), table.get(1));
  }

  private static void handIn(Path student, String source) throws Exception {
    Files.createDirectories(student);
    Files.writeString(student.resolve("TwoTurns.java"), source);
  }
}
