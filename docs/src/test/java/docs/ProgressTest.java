package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.Progress.Exercise;
import docs.Progress.Row;
import docs.Progress.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Row DONE = row("1-runsync", true, State.PASSED);

  @Test
  void nextIsTheFirstThatIsOpen() {
    assertEquals(
        "mvn -q -pl 2-runasync compile exec:java",
        Progress.next(List.of(DONE, row("2-runasync", false, State.UNTOUCHED))));
    assertEquals(
        "2-runasync/EXERCISE.md, then mvn -q -pl 2-runasync compile exec:java -Dexercise",
        Progress.next(List.of(DONE, row("2-runasync", true, State.CHANGED))));
    assertTrue(Progress.next(List.of(DONE)).startsWith("nothing"));
  }

  @Test
  void barsCount() {
    String text = Progress.text(List.of(DONE, row("2-runasync", true, State.UNTOUCHED)));
    assertTrue(text.contains("lessons run            [##] 2 of 2"), text);
    assertTrue(text.contains("exercises passed       [#.] 1 of 2"), text);
  }

  @Test
  void eachExerciseOfALessonCounts() {
    Exercise passed = new Exercise("SafeTool", State.PASSED);
    Exercise open = new Exercise("StreamedSummary", State.UNTOUCHED);
    List<Row> rows = List.of(DONE, new Row("4-agentloop", true, List.of(passed, open)));

    String text = Progress.text(rows);
    assertTrue(text.contains("exercise: SafeTool passed, StreamedSummary untouched"), text);
    assertTrue(text.contains("exercises passed       [##.] 2 of 3"), text);
    assertTrue(Progress.next(rows).endsWith("-Dexercise=StreamedSummary"), Progress.next(rows));
  }

  private static Row row(String lesson, boolean ran, State state) {
    return new Row(lesson, ran, List.of(new Exercise("Only", state)));
  }
}
