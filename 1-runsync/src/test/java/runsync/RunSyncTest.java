package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import testkit.Demo;
import testkit.GatedModel;

@Execution(ExecutionMode.CONCURRENT)
class RunSyncTest {

  @Test
  void printsTheAnswer(@TempDir Path folder) {
    try (GatedModel model =
            GatedModel.hearing("You are a helpful assistant.", "What is the capital of Pakistan?");
        Demo demo =
            Demo.start(folder, Map.of("OPENAI_BASE_URL", model.baseUrl()), "runsync", "RunSync")) {
      model.open();
      String output = demo.output();
      assertTrue(output.contains("Islamabad is the capital of Pakistan."), output);
      assertEquals(0, demo.status(), demo.errors());
    }
  }

  @Test
  void saysWhenTheAnswersAreScripted() {
    try (Demo demo = Demo.start("runsync", "RunSync")) {
      assertFalse(demo.output().isBlank());
      assertEquals(
          "[offline model: no OPENAI_API_KEY found; answers are scripted]\n", demo.errors());
      assertEquals(0, demo.status());
    }
  }

  @Test
  void saysWhichServerAnswersWhenThereIsAKey(@TempDir Path folder) {
    try (OfflineModel model = OfflineModel.start(Settings.instant());
        Demo demo =
            Demo.start(
                folder,
                Map.of("OPENAI_API_KEY", "a-key", "OPENAI_BASE_URL", model.baseUrl()),
                "runsync",
                "RunSync")) {
      assertFalse(demo.output().isBlank());
      String host = model.baseUrl().replaceAll("http://|/v1", "");
      assertEquals("[model gpt-4.1-mini at " + host + "]\n", demo.errors());
    }
  }
}
