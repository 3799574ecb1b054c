package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** A program without a key, and without the lessons' local model. */
class NoModelTest {
  @Test
  void oneLineSaysWhatToSet() {
    UserError error =
        assertThrows(
            UserError.class, () -> OpenAIDefaults.clientOf("NOBODY", "https://example.com/v1"));
    assertEquals(
        "No model to ask: neither NOBODY_API_KEY nor NOBODY_BASE_URL is set. Put your API key into"
            + " the environment, or into a file .env, as NOBODY_API_KEY=...",
        error.getMessage());
  }
}
