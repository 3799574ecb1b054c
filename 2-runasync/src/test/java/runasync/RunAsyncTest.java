package runasync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;
import testkit.GatedModel;

class RunAsyncTest {

  @Test
  void doesSomethingElseWhileTheAnswerIsMade(@TempDir Path folder) {
    try (GatedModel model = new GatedModel();
        Demo demo =
            Demo.start(
                folder, Map.of("OPENAI_BASE_URL", model.baseUrl()), "runasync", "RunAsync")) {
      // No answer has left the model yet.
      String meanwhile = demo.readUntil("Now it waits for the answer.\n");
      assertTrue(meanwhile.contains("- glass\n"), meanwhile);
      model.open();
      assertEquals("Islamabad is the capital of Pakistan.\n", demo.output());
      assertEquals(0, demo.status());
    }
  }
}
