package runasync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.OpenAIDefaults;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;

/** Whoever ends the waiting ends the request, as the model sees it. */
@Tag("course")
class EndOfCallTest {
  private static final long HANGS_SECONDS = 60;

  @Test
  void theDeadlineEndsTheRequest(@TempDir Path folder) throws Exception {
    // On a slow machine, the time may be up before the late question has been sent: then again.
    while (!lateQuestionWasSent(folder)) {}
  }

  private static boolean lateQuestionWasSent(Path folder) throws Exception {
    try (WatchedModel model = new WatchedModel()) {
      // The last question is answered when the request of the late one has ended.
      model.hold(
          "capital of Peru",
          () -> {
            if (model.asked.getCount() == 0) {
              model.hungUp.await();
            }
          });
      Map<String, String> settings = Map.of("OPENAI_BASE_URL", model.baseUrl());
      try (Demo demo = Demo.start(folder, settings, "runasync", "Deadline")) {
        String output = demo.output();
        assertTrue(output.contains("\n- No answer in time: given up after "), output);
        assertTrue(output.endsWith("\n- Lima is the capital of Peru.\n"), output);
        assertEquals(0, demo.status());
      }
      return model.asked.getCount() == 0;
    }
  }

  /** In this process, since the end of a process ends its requests, too. */
  @Test
  void cancelEndsTheRequest() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (WatchedModel model = new WatchedModel()) {
      // The answer after which the demo cancels waits for the request that is cancelled.
      model.hold("capital of Pakistan", model.asked::await);
      System.setOut(new PrintStream(printed, true));
      OpenAIDefaults.setClient(OpenAIDefaults.newClient(model.baseUrl(), "a-key"));
      Cancel.main(new String[0]);
      assertTrue(model.hungUp.await(HANGS_SECONDS, TimeUnit.SECONDS));
      assertTrue(printed.toString().contains("cancel(true) -> true"), printed::toString);
    } finally {
      OpenAIDefaults.setClient(null);
      System.setOut(out);
    }
  }
}
