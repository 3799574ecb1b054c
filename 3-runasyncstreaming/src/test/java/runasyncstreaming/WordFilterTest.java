package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WordFilterTest {
  private final WordFilter filter = new WordFilter(Set.of("secret"));

  @Test
  void masksTheWordWhereverADeltaEnds() {
    String text = "A Secret is secret, secrets are not. No secret";
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second++) {
        String shown =
            filter.add(text.substring(0, first))
                + filter.add(text.substring(first, second))
                + filter.add(text.substring(second))
                + filter.rest();
        assertEquals("A ****** is ******, secrets are not. No ******", shown);
      }
    }
  }

  @Test
  void holdsBackNoMoreThanOneWord() {
    assertEquals("It is ", filter.add("It is a"));
    assertEquals("a ", filter.add(" sec"));
    assertEquals("******.", filter.add("ret."));
    assertEquals("", filter.rest());
  }
}
