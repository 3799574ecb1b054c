package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Demo;

/** Demos that use the SDK itself work with a server that has Chat Completions only, too. */
@Tag("course")
class ApisTest {
  private static final Map<String, String> CHAT_ONLY =
      Map.of("OPENAI_API", "chat_completions", "OFFLINE_DIALECT", "gemini");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Wire", "ChatChunks", "Flush", "Retry"})
  void askThroughTheApiOfTheUser(String name) {
    try (Demo demo = Demo.start(folder, CHAT_ONLY, "runasyncstreaming", name)) {
      String output = demo.output();
      assertEquals(0, demo.status(), demo.errors());
      assertTrue(output.contains("Recursio"), output);
    }
  }

  @Test
  void wireShowsTheTextOfChatFramesToo() {
    Map<String, String> chat = Map.of("OPENAI_API", "chat_completions");
    try (Demo demo = Demo.start(folder, chat, "runasyncstreaming", "Wire")) {
      String output = demo.output();
      assertTrue(output.contains("...  \"Recursio\"\n"), output);
      assertTrue(output.endsWith("data: [DONE]\n\n"), output);
    }
  }

  @Test
  void aBrokenStreamIsOneLine() {
    Map<String, String> cut = Map.of("OFFLINE_FAULT", "cut");
    try (Demo demo = Demo.start(folder, cut, "runasyncstreaming", "ChatChunks")) {
      assertTrue(demo.output().startsWith("Recursion is when"));
      assertEquals(2, demo.errors().lines().count(), demo.errors());
      assertTrue(demo.errors().contains("broke off"), demo.errors());
      assertEquals(1, demo.status());
    }
  }
}
