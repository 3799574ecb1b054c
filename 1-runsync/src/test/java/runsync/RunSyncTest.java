package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;

class RunSyncTest {
  private static final String ANSWER = "Islamabad is the capital of Pakistan.\n";

  @Test
  void printsTheAnswerAndNothingElse() {
    try (Demo demo = Demo.start("runsync", "RunSync")) {
      assertEquals(ANSWER, demo.output());
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
      assertEquals(ANSWER, demo.output());
      String host = model.baseUrl().replaceAll("http://|/v1", "");
      assertEquals("[model gpt-4.1-mini at " + host + "]\n", demo.errors());
    }
  }
}
