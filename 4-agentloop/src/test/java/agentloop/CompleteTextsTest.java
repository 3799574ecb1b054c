package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteTextsTest {
  private static final String JSON =
      "{\"title\":\"A \\\"B\\\"\",\"points\":[\"one\",\"two\"],\"n\":1}";

  @Test
  void findsEveryTextOfACompleteAnswer() {
    assertEquals(List.of("A \"B\"", "one", "two"), CompleteTexts.in(JSON));
  }

  @Test
  void leavesOutTheTextThatBreaksOff() {
    assertEquals(
        List.of("A \"B\"", "one"), CompleteTexts.in(JSON.substring(0, JSON.indexOf("wo"))));
    assertEquals(List.of(), CompleteTexts.in("{\"title\":\"A"));
    assertEquals(List.of(), CompleteTexts.in("{\"ti"));
    assertEquals(List.of(), CompleteTexts.in(""));
  }
}
