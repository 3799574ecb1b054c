package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.OpenAIDefaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Demo;
import testkit.GatedModel;
import testkit.Printed;

@Tag("course")
class VariationsTest {
  private static final String LESSON = "runasyncstreaming";

  @Test
  void earlyStopNeedsNothingOfTheModelAfterTheWordThatIsOneTooMany() {
    try (GatedModel model = new GatedModel()) {
      model.letThrough(4 + 27); // what comes before the text, and the pieces of 26 words
      Printed printed = Printed.by(Map.of("OPENAI_BASE_URL", model.baseUrl()), LESSON, "EarlyStop");
      String output = printed.output();
      assertTrue(output.endsWith("until the piece\n=== Call Cancelled After 25 Words ===\n"));
      assertEquals(0, printed.status());
    }
  }

  /** In this process, to see what is printed in one go. */
  @Test
  void bufferedPrintsFiveWordsInOneGo() {
    PrintStream console = System.out;
    Flushes flushes = new Flushes();
    try (OfflineModel model = OfflineModel.start(Settings.instant())) {
      OpenAIDefaults.setClient(OpenAIDefaults.newClient(model.baseUrl(), "any"));
      System.setOut(new PrintStream(flushes, false, StandardCharsets.UTF_8));
      Buffered.main(new String[0]);
      System.out.flush();
    } finally {
      System.setOut(console);
      OpenAIDefaults.setClient(null);
    }
    int last = flushes.texts.size() - 1;
    flushes.texts.subList(0, last).forEach(text -> assertEquals(5, Words.in(text), text));
    assertTrue(Words.in(flushes.texts.get(last)) <= 5, flushes.texts.get(last));
    String all = String.join("", flushes.texts);
    assertTrue(all.endsWith("folders inside folders." + System.lineSeparator()), all);
    assertEquals(150, Words.in(all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Progress", "Colored", "Thinking"})
  void pipedOutputIsPlain(String name) {
    assertPlain(Printed.by(LESSON, name));
  }

  @Test
  void pipedOutputOfTheChatIsPlainToo() throws IOException {
    try (Demo demo = Demo.start(LESSON, "ChatLoop").type("Explain recursion in one sentence.\n")) {
      assertPlain(new Printed(demo.output(), demo.errors(), demo.status()));
    }
  }

  private static void assertPlain(Printed printed) {
    String output = printed.output();
    assertTrue(output.contains("Recursion") || output.contains("closure"), output);
    assertFalse(output.contains("\u001b") || output.contains("\r"), output);
    assertEquals(0, printed.status(), printed.errors());
  }

  @Test
  void quitLeavesTheChat() throws IOException {
    try (Demo demo = Demo.start(LESSON, "ChatLoop").type("quit\nExplain recursion.\n")) {
      assertEquals("You: ", demo.output().stripTrailing() + " ");
      assertEquals(0, demo.status(), demo.errors());
    }
  }

  @Test
  void theTypingEffectStillReportsABrokenStream() {
    Map<String, String> cut = Map.of("OFFLINE_FAULT", "cut");
    Printed printed = Printed.by(cut, LESSON, "TypingEffect");
    assertTrue(printed.output().startsWith("Recursion means that"), printed.output());
    assertTrue(printed.errors().contains("broke off"), printed.errors());
    assertEquals(1, printed.status());
  }

  /** Remembers what came between two flushes. */
  private static final class Flushes extends ByteArrayOutputStream {
    final List<String> texts = new ArrayList<>();

    @Override
    public void flush() {
      if (size() > 0) {
        texts.add(toString(StandardCharsets.UTF_8));
        reset();
      }
    }
  }
}
