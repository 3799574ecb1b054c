package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import testkit.Printed;

@Tag("course")
class RetryTest {
  @Test
  void waitsLongerEachTime() {
    Printed printed = Printed.by("runasyncstreaming", "Retry");
    var pauses =
        Pattern.compile("asking again in (\\d+) ms")
            .matcher(printed.output())
            .results()
            .map((MatchResult pause) -> Integer.valueOf(pause.group(1)))
            .toList();
    assertEquals(2, pauses.size());
    assertTrue(printed.errors().startsWith("[offline model: "), printed.errors());
    assertTrue(pauses.get(0) >= 500 && pauses.get(0) < 750, pauses::toString);
    assertTrue(pauses.get(1) >= 1000 && pauses.get(1) < 1500, pauses::toString);
  }

  /** A wrong key is wrong the next time, too. */
  @Test
  void doesNotAskAgainWhatWasRefused() {
    Map<String, String> refused = Map.of("OFFLINE_FAULT", "401");
    Printed printed = Printed.by(refused, "runasyncstreaming", "Retry");
    assertEquals("", printed.output());
    assertTrue(printed.errors().contains("refused the API key"), printed.errors());
    assertEquals(1, printed.status());
  }
}
