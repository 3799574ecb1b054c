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
import testkit.Demo;
import testkit.GatedModel;
import testkit.Printed;

class RunSyncTest {

  /** In a process of its own, as a student starts it; the other tests run it in this one. */
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
    Printed printed = Printed.by("runsync", "RunSync");
    assertFalse(printed.output().isBlank());
    assertEquals(
        "[offline model: no OPENAI_API_KEY found; answers are scripted]\n", printed.errors());
    assertEquals(0, printed.status());
  }

  @Test
  void saysWhichServerAnswersWhenThereIsAKey() {
    try (OfflineModel model = OfflineModel.start(Settings.instant())) {
      var settings = Map.of("OPENAI_API_KEY", "a-key", "OPENAI_BASE_URL", model.baseUrl());
      Printed printed = Printed.by(settings, "runsync", "RunSync");
      assertFalse(printed.output().isBlank());
      String host = model.baseUrl().replaceAll("http://|/v1", "");
      assertEquals("[model gpt-4.1-mini at " + host + "]\n", printed.errors());
    }
  }
}
