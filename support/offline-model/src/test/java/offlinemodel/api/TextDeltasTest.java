package offlinemodel.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDeltasTest {
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
    List<String> deltas = new ArrayList<>();
    TextDeltas.forEach(text, deltas::add);

    assertEquals(text, String.join("", deltas));
    for (String delta : deltas) {
      assertTrue(delta.strip().codePoints().count() <= 8);
      // Half a character would not survive this.
      assertEquals(delta, new String(delta.getBytes(UTF_8), UTF_8));
    }
  }
}
