package streamingweb;

import static org.junit.jupiter.api.Assertions.*;
import static testkit.ExerciseModel.Answer.text;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import testkit.ExerciseModel;

/** Asking and reading, on the page in a real browser. */
class PageTest extends OnThePage {
  PageTest() throws IOException {}

  @Test
  void theAnswerAppearsWordByWord() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    assertEquals(List.of("How does streaming work?"), browser.texts(".user .body"));
    browser.awaitAnswer("A");
    assertEquals("A", browser.answer().strip());
    assertEquals("true", browser.one("#log").getDomAttribute("aria-busy"));
    assertEquals("Generating …", browser.one("#status").getDomProperty("textContent"));
    assertTrue(browser.one("#stop").isDisplayed());
    upstream.letThrough(1);
    browser.awaitAnswer("A model");
    assertEquals("A model", browser.answer().strip());
    upstream.open();
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();
    assertFalse(browser.one("#stop").isDisplayed());
    assertEquals("The answer is complete.", browser.one("#status").getDomProperty("textContent"));
    assertEquals(3, browser.all(".assistant ol li").size(), "Markdown is rendered");
    assertEquals(browser.question(), browser.driver.switchTo().activeElement());
  }

  @Test
  void aReloadKeepsTheHistoryAndANewChatDoesNot() throws Exception {
    open(upstream.open().model());
    browser.ask("Compare the weather in Lahore and Oslo.");
    browser.awaitAnswer("9 °C");
    browser.awaitIdle();
    List<String> before = browser.texts(".message");
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 2);
    assertEquals(before, browser.texts(".message"));
    browser.ask("What did I ask first?");
    browser.awaitAnswer("Lahore");
    browser.awaitIdle();
    browser.one("#new").click();
    browser.await("an empty chat", () -> browser.one("#questions").isDisplayed());
    browser.reload();
    browser.await("an empty chat", () -> browser.one("#questions").isDisplayed());
  }

  @Test
  void stopEndsTheCallAndKeepsTheText() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.one("#stop").click();
    upstream.awaitHangUp();
    browser.awaitIdle();
    assertEquals(List.of("Stopped."), browser.texts(".note"));
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 2);
    assertTrue(browser.answer().matches("(?s)A\\s+Stopped\\."), browser.answer());
  }

  @Test
  void escapeStopsToo() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.question().sendKeys(Keys.ESCAPE);
    upstream.awaitHangUp();
    browser.awaitIdle();
  }

  @Test
  void leavingThePageEndsTheCall() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.driver.get("about:blank");
    upstream.awaitHangUp();
  }

  @Test
  void aFailedAnswerCanBeRetried() throws Exception {
    open(upstream.open().model());
    upstream.fail(1);
    browser.ask("How does streaming work?");
    browser.awaitIdle();
    assertTrue(browser.texts(".error").get(0).contains("Try again"), browser.answer());
    assertEquals("The answer has failed.", browser.one("#status").getDomProperty("textContent"));
    WebElement retry = browser.one(".again");
    assertEquals("Retry", retry.getText());
    retry.click();
    browser.awaitAnswer("while it is being written");
    browser.awaitIdle();
    assertEquals(List.of(), browser.texts(".error"));
    assertEquals(2, browser.all(".message").size());
    assertEquals("Regenerate", browser.one(".again").getText());
    browser.one(".again").click();
    browser.await("another request", () -> upstream.requests.size() == 3);
    browser.awaitIdle();
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 2);
  }

  @Test
  void aLostServerIsSaidAndCanBeRetried() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.run(
        """
        const real = window.fetch;
        window.fetch = async (...args) => { // a stream that is cut without a word
          const bytes = new TextEncoder().encode('data: {"type":"start"}\\n\\n');
          const body = new ReadableStream({start: c => { c.enqueue(bytes); c.close(); }});
          window.fetch = real;
          return new Response(body);
        };
        """);
    upstream.open();
    browser.ask("How does streaming work?");
    browser.awaitAnswer("The connection to the server was lost.");
    browser.one(".again").click();
    browser.awaitAnswer("while it is being written");
    browser.awaitIdle();
  }

  @Test
  void enterSendsUnlessItIsToDoSomethingElse() throws Exception {
    open(upstream.open().model());
    browser.question().sendKeys("two", Keys.chord(Keys.SHIFT, Keys.ENTER), "lines");
    assertEquals("two\nlines", browser.question().getDomProperty("value"));
    for (String composing : List.of("isComposing: true", "keyCode: 229")) {
      boolean untouched =
          (Boolean)
              browser.run(
                  "return document.getElementById('question').dispatchEvent(new KeyboardEvent("
                      + "'keydown', {key: 'Enter', bubbles: true, cancelable: true, "
                      + composing
                      + "}))");
      assertTrue(untouched, composing);
    }
    assertEquals(0, browser.all(".user").size());
    browser.question().sendKeys(Keys.ENTER);
    browser.awaitIdle();
    assertEquals(List.of("two\nlines"), browser.texts(".user .body"));
    assertEquals("", browser.question().getDomProperty("value"));
    browser.question().sendKeys("  ", Keys.ENTER);
    assertEquals(1, browser.all(".user").size(), "nothing is not sent");
  }

  @Test
  void aToolIsACard() throws Exception {
    open(upstream.letThrough(3).model());
    browser.ask("How warm is it in Atlantis?");
    browser.await("the card", () -> !browser.all("details.tool").isEmpty());
    assertEquals("get_weather is running …", summary());
    upstream.open();
    browser.awaitAnswer("no thermometer");
    browser.awaitIdle();
    assertEquals("get_weather has failed", summary());
    browser.one(".tool summary").click();
    assertTrue(browser.one(".tool").getText().contains("Atlantis"));
    assertTrue(browser.one(".tool").getText().contains("It has sunk."));
  }

  private String summary() {
    return browser.one(".tool summary").getText().replaceAll("\\s+", " ");
  }

  @Test
  void whatAModelWritesIsInert() throws Exception {
    String corpus = Browser.resource("/xss.txt");
    open(new ExerciseModel(text(corpus.split("(?<=\\G.{40})"))));
    browser.ask("Attack me");
    browser.awaitIdle();
    assertInert();
    for (String shown : List.of("<script>window", "<svg onload=", "<form action=", "the end")) {
      assertTrue(browser.answer().contains(shown), shown + " is shown as text");
    }
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 2);
    assertInert();
    for (String attack : corpus.split("\n\n")) { // one may hide another
      browser.runAsync(
          """
          const [attack, done] = arguments;
          import('/markdown.js')
            .then(page => page.renderText(document.querySelector('.text'), attack))
            .then(done);
          """,
          attack);
      assertInert();
    }
    assertEquals(
        List.of(),
        browser.run(
            "return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(name => !name.startsWith(location.origin))"));
  }

  private void assertInert() {
    assertNull(browser.run("return window.hacked"));
    assertEquals(
        List.of(),
        browser.run(
            """
            const log = document.getElementById('log');
            const allowed = 'href target rel class start align role tabindex aria-label type'.split(' ');
            const bad = [...log.querySelectorAll('.body *')].filter(node =>
              !'P BR HR STRONG EM DEL CODE PRE UL OL LI BLOCKQUOTE H1 H2 H3 H4 H5 H6 A TABLE THEAD \
            TBODY TR TH TD DIV SPAN BUTTON'.split(' ').includes(node.tagName) ||
              [...node.attributes].some(a => !allowed.includes(a.name)) ||
              (node.href && !/^https?:|^mailto:/.test(node.href)));
            return bad.map(node => node.outerHTML);
            """));
    assertTrue(browser.run("return document.title").equals("Streaming chat"));
  }

  @Test
  void aQuestionIsShownAsItIs() throws Exception {
    open(upstream.open().model());
    browser.ask("<img src=x onerror='window.hacked=1'> **bold**");
    browser.awaitIdle();
    assertEquals(
        List.of("<img src=x onerror='window.hacked=1'> **bold**"), browser.texts(".user .body"));
    assertNull(browser.run("return window.hacked"));
  }

  /** The parser of the page, fed byte by byte: no character and no event may be lost. */
  @Test
  void theStreamMayBreakAnywhere() throws Exception {
    open(upstream.open().model());
    assertEquals(
        List.of("{\"delta\":\"\uD83D\uDE00 \"}", "a\nb", " two", "[DONE]"),
        browser.runAsync(
            """
            const done = arguments[0];
            const wire = ': hi\\n\\ndata: {"delta":"\uD83D\uDE00 "}\\r\\n\\r\\nid: 1\\nevent: x\\n' +
              'data: a\\ndata:b\\n\\n: hb\\n\\ndata:  two\\n\\ndata: [DONE]\\n\\ndata: cut';
            const bytes = new TextEncoder().encode(wire);
            const body = new ReadableStream({start(c) {
              bytes.forEach(byte => c.enqueue(new Uint8Array([byte])));
              c.close();
            }});
            (async () => {
              const {messagesOf} = await import('/stream.js');
              const all = [];
              for await (const data of messagesOf(new Response(body), () => {})) {
                all.push(data);
              }
              done(all);
            })();
            """));
  }

  /** It asks again by itself when a stream ends; this one is not even closed. */
  @Test
  void anEventSourceGetsOneAnswer() throws Exception {
    open(upstream.open().model());
    browser.run(
        """
        window.got = [];
        window.source = new EventSource('/chat/stream?message=Hello');
        window.source.onmessage = event => window.got.push(event.data);
        """);
    browser.await("its end", () -> Long.valueOf(2).equals(browser.run("return source.readyState")));
    assertEquals(1L, browser.run("return got.filter(data => data === '[DONE]').length"));
    assertEquals(1, upstream.requests.size());
  }

  @Test
  void thePageFollowsTheTextUnlessTheReaderHasScrolled() throws Exception {
    browser.size(800, 500);
    String line = "A line.\n\n";
    var model = new ExerciseModel(text(line.repeat(60)), text(line.repeat(60)));
    open(model);
    browser.ask("Tell me much");
    browser.awaitIdle();
    assertTrue(fromEnd() < 64, "at the end");
    assertFalse(browser.one("#jump").isDisplayed());
    browser.run("document.getElementById('scroll').scrollTop = 0");
    browser.await("the button", () -> browser.one("#jump").isDisplayed());
    browser.one("#jump").click();
    browser.await("the end", () -> fromEnd() < 64);
    assertFalse(browser.one("#jump").isDisplayed());
  }

  private long fromEnd() {
    return ((Number)
            browser.run(
                "const s = document.getElementById('scroll');"
                    + "return Math.round(s.scrollHeight - s.scrollTop - s.clientHeight)"))
        .longValue();
  }

  @Test
  void theCopyButtonCopiesTheMarkdown() throws Exception {
    open(new ExerciseModel(text("**bold**")));
    browser.run("navigator.clipboard.writeText = async text => { window.copied = text; }");
    browser.ask("Go");
    browser.awaitIdle();
    browser.one(".assistant .actions button").click();
    browser.await("the copy", () -> "**bold**".equals(browser.run("return window.copied")));
  }
}
