package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonTest {
  @TempDir Path module;

  @Test
  void anUnknownDemoIsToldTheKnownOnes() throws UnknownDemo {
    assertEquals(Launcher.class, new Lesson("launcher").demo("Launcher"));
    String message =
        assertThrows(UnknownDemo.class, () -> new Lesson("launcher").demo("Lunch")).getMessage();
    assertEquals("Unknown demo \"Lunch\". This lesson has: Launcher.", message);
  }

  @Test
  void aSourceNewerThanAllClassesIsStale() throws IOException {
    Path source = file("src/main/java/A.java", 1_000);
    Path classes = file("target/classes/A.class", 2_000).getParent();
    assertEquals(Optional.empty(), Lesson.newerSource(module, classes));
    Files.setLastModifiedTime(source, FileTime.fromMillis(3_000));
    assertEquals(Optional.of(source), Lesson.newerSource(module, classes));
  }

  @Test
  void aDemoThatHasRunLeavesAMark() throws IOException {
    Path mark = Path.of("target/ran/launcher.Launcher");
    Files.deleteIfExists(mark);
    Lesson.markAsRun(Launcher.class);
    assertTrue(Files.exists(mark));
  }

  @Test
  void aModuleWithoutSourcesIsNeverStale() throws IOException {
    Path classes = file("target/classes/A.class", 2_000).getParent();
    assertEquals(Optional.empty(), Lesson.newerSource(module, classes));
  }

  private Path file(String name, long modifiedMillis) throws IOException {
    Path file = module.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
  }
}
