package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Demo;
import testkit.GatedModel;

class AgentLoopTest {
  private static final String INSTRUCTIONS = "You are a helpful assistant. Use the tools you have.";
  private static final String QUESTION =
      "How much warmer is it in Lahore than in Oslo right now, and what is that difference in"
          + " Fahrenheit degrees?";

  /** The answer has the last tool's output in it, so every turn before it went well. */
  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat_completions"})
  void callsToolsUntilTheModelCanAnswer(String api, @TempDir Path folder) {
    try (GatedModel model = GatedModel.hearing(INSTRUCTIONS, QUESTION);
        Demo demo =
            Demo.start(
                folder,
                Map.of("OPENAI_BASE_URL", model.baseUrl(), "OPENAI_API", api),
                "agentloop",
                "AgentLoop")) {
      model.open();
      String output = demo.output();
      assertTrue(output.contains("which is a difference of 39.6 Fahrenheit degrees."), output);
      assertEquals(0, demo.status(), demo.errors());
    }
  }
}
