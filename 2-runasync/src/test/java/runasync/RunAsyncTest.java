package runasync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    try (GatedModel model =
            GatedModel.hearing("You are a helpful assistant.", "What is the capital of Pakistan?");
        Demo demo =
            Demo.start(
                folder, Map.of("OPENAI_BASE_URL", model.baseUrl()), "runasync", "RunAsync")) {
      // No answer has left the model yet, and the program prints something all the same.
      assertFalse(demo.readUntil("\n").isBlank());
      model.open();
      String rest = demo.output();
      assertTrue(rest.contains("Islamabad is the capital of Pakistan."), rest);
      assertEquals(0, demo.status(), demo.errors());
    }
  }
}
