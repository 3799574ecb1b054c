package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Printed;

/** Demos that use the SDK itself work with a server that has Chat Completions only, too. */
@Tag("course")
class ApisTest {
  private static final Map<String, String> CHAT_ONLY =
      Map.of("OPENAI_API", "chat_completions", "OFFLINE_DIALECT", "gemini");

  @ParameterizedTest
  @ValueSource(strings = {"Wire", "ChatChunks", "Flush", "Retry"})
  void askThroughTheApiOfTheUser(String name) {
    Printed printed = Printed.by(CHAT_ONLY, "runasyncstreaming", name);
    assertEquals(0, printed.status(), printed.errors());
    assertTrue(printed.output().contains("Recursio"), printed.output());
  }

  @Test
  void wireShowsTheTextOfChatFramesToo() {
    Map<String, String> chat = Map.of("OPENAI_API", "chat_completions");
    String output = Printed.by(chat, "runasyncstreaming", "Wire").output();
    assertTrue(output.contains("...  \"Recursio\"\n"), output);
    assertTrue(output.endsWith("data: [DONE]\n\n"), output);
  }

  @Test
  void aBrokenStreamIsOneLine() {
    Map<String, String> cut = Map.of("OFFLINE_FAULT", "cut");
    Printed printed = Printed.by(cut, "runasyncstreaming", "ChatChunks");
    assertTrue(printed.output().startsWith("Recursion is when"), printed.output());
    assertEquals(2, printed.errors().lines().count(), printed.errors());
    assertTrue(printed.errors().contains("broke off"), printed.errors());
    assertEquals(1, printed.status());
  }
}
