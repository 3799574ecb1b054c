package offlinemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "one",
        "two words",
        "  a\n\nb\t",
        "incomprehensibilities",
        "😀😀😀😀😀😀😀😀😀 é"
      })
  void joinBackToTheText(String text) {
    assertEquals(text, String.join("", Pieces.of(text)));
    for (String piece : Pieces.of(text)) {
      assertTrue(piece.strip().codePoints().count() <= 8);
      // Half a character would not survive this.
      assertEquals(piece, new String(piece.getBytes(UTF_8), UTF_8));
    }
  }
}
