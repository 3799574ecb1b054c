package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.Demo;
import testkit.GatedModel;

class RunAsyncStreamingTest {
  private static final String INSTRUCTIONS = "You explain things clearly.";
  private static final String QUESTION = "Explain recursion in programming in simple terms.";

  /** The events before the first delta: created, in progress, item and part; or created, role. */
  @ParameterizedTest
  @CsvSource({"responses, 4", "chat_completions, 1"})
  void printsEachDeltaBeforeTheNextOneIsSent(String api, int before, @TempDir Path folder) {
    try (GatedModel model = GatedModel.hearing(INSTRUCTIONS, QUESTION);
        Demo demo =
            Demo.start(
                folder,
                Map.of("OPENAI_BASE_URL", model.baseUrl(), "OPENAI_API", api),
                "runasyncstreaming",
                "RunAsyncStreaming")) {
      model.letThrough(before + 1);
      demo.readUntil("Recursio");
      model.letThrough(1);
      assertEquals("n", demo.readUntil("n"));
      model.open();
      String rest = demo.output();
      assertTrue(rest.startsWith(" means that a function"), rest);
      assertTrue(rest.contains("inside folders."), rest);
      assertEquals(0, demo.status(), demo.errors());
    }
  }
}
