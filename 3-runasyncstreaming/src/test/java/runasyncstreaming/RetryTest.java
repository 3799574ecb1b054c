package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;

@Tag("course")
class RetryTest {
  @TempDir Path folder;

  @Test
  void waitsLongerEachTime() {
    try (Demo demo = Demo.start("runasyncstreaming", "Retry")) {
      var pauses =
          Pattern.compile("asking again in (\\d+) ms")
              .matcher(demo.output())
              .results()
              .map((MatchResult pause) -> Integer.valueOf(pause.group(1)))
              .toList();
      assertEquals(2, pauses.size());
      assertTrue(demo.errors().startsWith("[offline model: "), demo.errors());
      assertTrue(pauses.get(0) >= 500 && pauses.get(0) < 750, pauses::toString);
      assertTrue(pauses.get(1) >= 1000 && pauses.get(1) < 1500, pauses::toString);
    }
  }

  /** A wrong key is wrong the next time, too. */
  @Test
  void doesNotAskAgainWhatWasRefused() {
    Map<String, String> refused = Map.of("OFFLINE_FAULT", "401");
    try (Demo demo = Demo.start(folder, refused, "runasyncstreaming", "Retry")) {
      assertEquals("", demo.output());
      assertTrue(demo.errors().contains("refused the API key"), demo.errors());
      assertEquals(1, demo.status());
    }
  }
}
