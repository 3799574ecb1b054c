package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;
import testkit.GatedModel;
import testkit.Printed;

class AgentLoopTest {
  private static final String INSTRUCTIONS = "You are a helpful assistant. Use the tools you have.";
  private static final String QUESTION =
      "How much warmer is it in Lahore than in Oslo right now, and what is that difference in"
          + " Fahrenheit degrees?";

  private static final String ANSWER = "which is a difference of 39.6 Fahrenheit degrees.";

  private final GatedModel model = GatedModel.hearing(INSTRUCTIONS, QUESTION);

  @AfterEach
  void close() {
    model.close();
  }

  /** In a process of its own, as a student starts it. */
  @Test
  void callsToolsUntilTheModelCanAnswer(@TempDir Path folder) {
    model.open();
    var settings = Map.of("OPENAI_BASE_URL", model.baseUrl());
    try (Demo demo = Demo.start(folder, settings, "agentloop", "AgentLoop")) {
      String output = demo.output();
      // It has the last tool's output in it, so every turn before it went well.
      assertTrue(output.contains(ANSWER), output);
      assertEquals(0, demo.status(), demo.errors());
    }
  }

  @Test
  void doesTheSameWithChatCompletions() {
    model.open();
    var settings = Map.of("OPENAI_BASE_URL", model.baseUrl(), "OPENAI_API", "chat_completions");
    Printed printed = Printed.by(settings, "agentloop", "AgentLoop");
    assertTrue(printed.output().contains(ANSWER), printed.output());
    assertEquals(0, printed.status(), printed.errors());
  }
}
