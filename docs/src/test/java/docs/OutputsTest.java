package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.Markdown.Block;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import testkit.ReadmeOutputs;
import wire.Trouble;

/** What the pages of docs show is what the demos print. */
@Tag("course")
class OutputsTest {

  @TestFactory
  Stream<DynamicTest> outputsAreReal() {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(Outputs::isOutput)
        .map(block -> DynamicTest.dynamicTest(block.at(), () -> check(block)));
  }

  private static void check(Block block) {
    String printed = Outputs.real(block);
    if (!ReadmeOutputs.shows(block.text(), printed)) {
      assertEquals(printed, block.text(), block.at() + ": not what is printed");
    }
  }

  /** The fault {@code stall} takes two minutes: only its words are compared. */
  @Test
  void whatIsSaidOfSilence() {
    String said = Trouble.explain(new InterruptedIOException(), "gpt-4.1-mini at 127.0.0.1:8321");
    String page = Repository.read(Path.of("docs/troubleshooting.md"));
    assertTrue(page.contains(said), "docs/troubleshooting.md does not quote: " + said);
  }

  @Test
  void dotsStandForAnyLines() {
    assertTrue(ReadmeOutputs.shows("...\nb", "a\na\nb"));
    assertTrue(ReadmeOutputs.shows("a\n...\nport 127.0.0.1:1", "a\nport 127.0.0.1:2"));
    assertFalse(ReadmeOutputs.shows("...\nb", "a\nbb"));
    assertFalse(ReadmeOutputs.shows("a", "a\nb"));
  }
}
