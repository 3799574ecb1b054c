package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.Progress.Exercise;
import docs.Progress.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Row DONE = new Row("1-runsync", true, Exercise.PASSED);

  @Test
  void nextIsTheFirstThatIsOpen() {
    assertEquals(
        "mvn -q -pl 2-runasync compile exec:java",
        Progress.next(List.of(DONE, new Row("2-runasync", false, Exercise.UNTOUCHED))));
    assertEquals(
        "2-runasync/EXERCISE.md, then mvn -q -pl 2-runasync compile exec:java -Dexercise",
        Progress.next(List.of(DONE, new Row("2-runasync", true, Exercise.CHANGED))));
    assertTrue(Progress.next(List.of(DONE)).startsWith("nothing"));
  }

  @Test
  void barsCount() {
    String text = Progress.text(List.of(DONE, new Row("2-runasync", true, Exercise.UNTOUCHED)));
    assertTrue(text.contains("lessons run            [##] 2 of 2"), text);
    assertTrue(text.contains("exercises passed       [#.] 1 of 2"), text);
  }
}
