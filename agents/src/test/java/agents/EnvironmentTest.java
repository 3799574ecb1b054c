package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cdimascio.dotenv.Dotenv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a file. */
class EnvironmentTest {
  @TempDir Path folder;

  private Optional<String> value(String name) {
    return Environment.value(Environment.load(folder), name);
  }

  @Test
  void theNearestFileCounts() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve(".env"), "X=1");
    assertEquals(folder, Environment.folder(folder));
    assertEquals(folder, Environment.folder(inner));
    Files.createDirectory(inner.resolve(".env"));
    assertEquals(folder, Environment.folder(inner), "a folder of that name is no file");
    Files.writeString(folder.resolve("a/.env"), "X=2");
    assertEquals(folder.resolve("a"), Environment.folder(inner));
  }

  @Test
  void aValueHasNoSpacesAroundItAndABlankOneIsNone() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        # a comment

        SETTING_OF_A_TEST_KEY="  sk-1 "
        SETTING_OF_A_TEST_BLANK="  "
        SETTING_OF_A_TEST_EMPTY=
        """);
    assertEquals(Optional.of("sk-1"), value("SETTING_OF_A_TEST_KEY"));
    assertEquals(Optional.empty(), value("SETTING_OF_A_TEST_BLANK"));
    assertEquals(Optional.empty(), value("SETTING_OF_A_TEST_EMPTY"));
    assertEquals(Optional.empty(), value("SETTING_OF_A_TEST_NONE"));
  }

  @Test
  void withoutAFileNothingIsSetThere() {
    Dotenv none = Environment.load(null);
    assertEquals(Optional.empty(), Environment.value(none, "SETTING_OF_A_TEST_KEY"));
  }

  @Test
  void aFileThatIsMalformedIsNamedAndNotQuoted() throws IOException {
    Files.writeString(folder.resolve(".env"), "OPENAI_API_KEY: sk-secret");
    UserError error = assertThrows(UserError.class, () -> Environment.load(folder));
    assertEquals(
        folder.resolve(".env") + " is malformed: each line is NAME=value, empty, or a # comment.",
        error.getMessage());
  }
}
