package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;
import testkit.GatedModel;

class RunConfigGeminiTest {

  @Test
  void asksTheServerOfTheRunConfig(@TempDir Path folder) {
    try (GatedModel gemini =
            GatedModel.hearing(
                "You explain things clearly.",
                "Explain recursion in programming in simple terms.");
        Demo demo =
            Demo.start(
                folder,
                Map.of("GEMINI_API_KEY", "a-key", "GEMINI_BASE_URL", gemini.baseUrl()),
                "runconfig",
                "RunConfigGemini")) {
      gemini.letThrough(2); // the role, and the first piece of the text
      demo.readUntil("Recursio");
      gemini.open();
      String rest = demo.output();
      assertTrue(rest.contains("inside folders."), rest);
      assertEquals(0, demo.status(), demo.errors());
    }
  }
}
