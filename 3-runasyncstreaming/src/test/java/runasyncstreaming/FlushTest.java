package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.Demo;
import testkit.GatedModel;

/** What the lesson says about flushing, measured: the model waits, so nothing here is luck. */
@Tag("course")
class FlushTest {
  private static final int DELTAS = 29;

  /** The events before the first delta and after the last one. */
  @ParameterizedTest
  @CsvSource({"responses, 4, 4", "chat_completions, 1, 2"})
  void onlyWhatIsFlushedLeavesBeforeTheEnd(
      String api, int before, int after, @TempDir Path folder) {
    try (GatedModel model = new GatedModel();
        Demo demo =
            Demo.start(
                folder,
                Map.of("OPENAI_BASE_URL", model.baseUrl(), "OPENAI_API", api),
                "runasyncstreaming",
                "Flush")) {
      // Every delta but the last one has been read, and not a letter has left the program.
      model.letThrough(before + DELTAS - 1);
      String marks = "|".repeat(DELTAS - 1);
      assertEquals("=== Without flush() ===\n" + marks, demo.readUntil(marks));
      model.letThrough(1 + after);
      assertTrue(demo.readUntil("\n").startsWith("|Recursion is when"));

      // One delta has been sent, and its text is here.
      model.letThrough(before + 1);
      assertEquals("=== With flush() ===\nRecursio|", demo.readUntil("Recursio|"));
      model.open();
      assertTrue(demo.output().startsWith("n| is| when|"));
      assertEquals(0, demo.status());
    }
  }
}
