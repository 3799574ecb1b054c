package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeckTest {
  private static final String PAGE =
      """
      # Lesson

      What it is about.

      ## Code

      Shown. <br>

      Said by the instructor.

      ```java
      List<String> names;
      ```

      ## Next

      Not for the class.
      """;

  @Test
  void aSlideHasTheHeadingTheFirstParagraphAndTheCode() {
    String deck = Deck.html("lesson", PAGE);
    assertEquals(2, deck.split("<section>", -1).length - 1);
    assertTrue(deck.contains("<p>Shown.") && deck.contains("List&lt;String&gt; names;"), deck);
    assertFalse(deck.contains("Said by") || deck.contains("Not for the class"), deck);
  }

  @Test
  void aLongSectionGoesOnOnTheNextSlideUnderTheSameHeading() {
    String block = "```text\n" + "line\n".repeat(15) + "```\n\n";
    String deck = Deck.html("lesson", "## Outputs\n\n" + block + block);
    assertEquals(2, deck.split("<h2>Outputs</h2>", -1).length - 1);
  }
}
