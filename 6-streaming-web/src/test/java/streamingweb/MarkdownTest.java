package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.ExerciseModel.Answer.text;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.ExerciseModel;

/** How the page shows what a model writes. */
class MarkdownTest extends OnThePage {
  private static final String CODE =
      "Look:\n\n```java\n// reverse\nstatic List<String> of(int n) {\n  return null;\n}\n```\n\nDone.";

  MarkdownTest() throws IOException {}

  private void answer(String markdown) throws IOException {
    open(new ExerciseModel(text(markdown)));
    browser.ask("Go");
    browser.awaitIdle();
  }

  @ParameterizedTest
  @CsvSource({
    "A List<String> x, A List<String> x",
    "'Both Map<K, V> y and z', 'Both Map<K, V> y and z'",
    "Put <section> first, Put <section> first",
    "'Never closed: <div class=\"a\\n\\nthe rest', 'Never closed: <div class=\"a\n\nthe rest'",
    "'<style><!--\\n\\nthe rest', '<style><!--\n\nthe rest'",
    "'<script>x</script>\\n\\nthe rest', '<script>x</script>\n\nthe rest'",
    "a<br>b, 'a\nb'",
    "'![a picture](https://example.org/x.png)', a picture",
  })
  void whatStandsInAngleBracketsIsShown(String markdown, String shown) throws Exception {
    answer(markdown.replace("\\n", "\n"));
    assertEquals(shown, browser.answer().strip());
  }

  @Test
  void markdownBehindATagIsStillMarkdown() throws Exception {
    answer("<section>\n**bold** and <https://example.org>");
    assertEquals(List.of("bold"), browser.texts(".assistant strong"));
    assertEquals(List.of("https://example.org"), browser.texts(".assistant a"));
  }

  @Test
  void tasksCellsNumbersAndHeadingsKeepWhatTheyMean() throws Exception {
    answer(
        """
        # Large

        ### Small

        3. three
        4. four

        - [x] done
        - [ ] open

        | left | middle | right |
        |:-----|:------:|------:|
        | a    | b      | c     |

        > quoted
        """);
    assertEquals(List.of("☑ done", "☐ open"), browser.texts(".assistant .task"));
    assertEquals("3", browser.one(".assistant ol").getDomProperty("start"));
    List<String> aligned =
        browser.all(".assistant td").stream().map(cell -> cell.getCssValue("text-align")).toList();
    assertEquals(List.of("left", "center", "right"), aligned);
    assertEquals("Large", browser.one(".assistant h2").getText(), "below the page's own h1");
    assertEquals("Small", browser.one(".assistant h4").getText());
    assertNotEquals(
        browser.one(".assistant h2").getCssValue("font-size"),
        browser.one(".assistant h4").getCssValue("font-size"));
    assertEquals("solid", browser.one(".assistant blockquote").getCssValue("border-left-style"));
  }

  @Test
  void codeHasColorsALanguageAndACopyButton() throws Exception {
    answer(CODE);
    assertEquals("java", browser.one(".code-head span").getText());
    String plain = browser.one(".code code").getCssValue("color");
    for (String scheme : schemes()) {
      browser.scheme(scheme);
      assertNotEquals(plain, browser.one(".hljs-keyword").getCssValue("color"), scheme);
    }
    browser.run("navigator.clipboard.writeText = async text => { window.copied = text; }");
    browser.one(".code-head button").click();
    browser.await("the word", () -> browser.one(".code-head button").getText().equals("Copied"));
    assertEquals(
        "// reverse\nstatic List<String> of(int n) {\n  return null;\n}",
        browser.run("return window.copied"));
  }

  /** On plain http under another address than localhost, browsers have no navigator.clipboard. */
  @Test
  void copyWorksWithoutTheClipboardOfTheBrowser() throws Exception {
    answer("**bold**");
    browser.run(
        """
        Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.addEventListener('copy', () => {
          window.copied = document.activeElement.value;
        });
        """);
    browser.one(".assistant .actions button").click();
    browser.await("the copy", () -> "**bold**".equals(browser.run("return window.copied")));
    assertEquals("Copied.", browser.one("#status").getDomProperty("textContent"));
  }

  @Test
  void aWideTableScrollsByItselfOnAPhone() throws Exception {
    browser.phone(390);
    answer(
        """
        | configuration | description | recommendation |
        |---|---|---|
        | maximumConnections | simultaneously established | conservatively |
        """);
    assertEquals(390L, browser.run("return document.documentElement.scrollWidth"));
    String lines =
        """
        const word = document.createRange();
        word.selectNodeContents(document.querySelector('.assistant td'));
        return word.getClientRects().length;
        """;
    assertEquals(1L, browser.run(lines), "no word is broken");
    assertEquals(
        true,
        browser.run(
            "const t = document.querySelector('.table'); t.scrollLeft = 50; return t.scrollLeft > 0"),
        "the table scrolls");
  }

  /** Or a reader could not select text while the answer goes on. */
  @Test
  void whatIsCompleteStaysWhileTheTextGrows() throws Exception {
    answer("x");
    Object kept =
        browser.runAsync(
            """
            const done = arguments[0];
            import('/markdown.js').then(({renderText}) => {
              const node = document.querySelector('.text');
              renderText(node, '# One\\n\\nTwo');
              const first = node.querySelector('h2');
              renderText(node, '# One\\n\\nTwo and a half\\n\\nThree');
              done(first.isConnected && node.innerText.includes('half'));
            });
            """);
    assertEquals(true, kept);
    assertTrue(browser.answer().contains("Three"));
  }
}
