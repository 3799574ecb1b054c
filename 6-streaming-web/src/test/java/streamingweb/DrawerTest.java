package streamingweb;

import static org.junit.jupiter.api.Assertions.*;
import static testkit.ExerciseModel.Answer.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import testkit.ExerciseModel;

/** The drawer "What happens", in a real browser. */
class DrawerTest extends OnThePage {
  private static final String QUESTION = "How does streaming work?";

  DrawerTest() throws IOException {}

  private void openDrawer() {
    if (browser.one("#drawer").getDomAttribute("open") == null) {
      browser.one("#drawer > summary").click();
    }
    // It hears of that a moment later, and only then asks for more.
    browser.await(
        "the drawer",
        () -> browser.run("return JSON.parse(sessionStorage.drawer).open").equals(true));
  }

  /** The rows of one lane, as "type text". */
  private static List<String> rows(String lane) {
    return lines(
        "#events ." + lane,
        "r => (r.querySelector('.type').textContent + ' ' "
            + "+ (r.querySelector('.what')?.textContent ?? '')).replace(/\\s+/g, ' ').trim()");
  }

  private static List<String> cells(String css) {
    return lines(css, "r => r.textContent");
  }

  @SuppressWarnings("unchecked")
  private static List<String> lines(String css, String what) {
    return (List<String>)
        browser.run("return [...document.querySelectorAll(arguments[0])].map(" + what + ")", css);
  }

  private static void awaitRow(String lane, String row) {
    browser.await("the row " + row, () -> rows(lane).contains(row));
  }

  @Test
  void itIsClosedAndThenAsksForNothingMore() throws Exception {
    open(upstream.open().model());
    assertNull(browser.one("#drawer").getDomAttribute("open"));
    browser.ask(QUESTION);
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();
    assertEquals(List.of(), rows("page"), "nothing is drawn while it is closed");
    openDrawer();
    awaitRow("page", "finish");
    assertEquals(List.of(), rows("model"));
    assertTrue(browser.one("#hint").isDisplayed());
    browser.ask("What if I press Stop?");
    awaitRow("model", "response.completed");
    assertFalse(browser.one("#hint").isDisplayed());
  }

  @Test
  void theKeyboardOpensIt() throws Exception {
    open(upstream.open().model());
    browser.one("#drawer > summary").sendKeys(Keys.ENTER);
    browser.await("it to open", () -> browser.one("#events").isDisplayed());
    browser.one("#drawer > summary").sendKeys(Keys.SPACE);
    browser.await("it to close", () -> !browser.one("#events").isDisplayed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sse", "websocket"})
  void eachEventIsShownAsItComes(String transport) throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    openDrawer();
    browser.one("#drawer [value=" + transport + "]").click();
    browser.run(
        "const W = WebSocket; window.opened = 0;"
            + "WebSocket = class extends W { constructor(...a) { super(...a); opened++; } };"
            + "performance.clearResourceTimings()");
    browser.ask(QUESTION);
    awaitRow("model", "response.output_text.delta A");
    awaitRow("page", "text-delta A");
    assertEquals(List.of("agent_updated Test"), rows("run"));
    assertEquals(
        List.of("asks", "start", "start-step", "text-start", "text-delta A"), rows("page"));
    upstream.letThrough(1);
    awaitRow("page", "text-delta model");
    upstream.open();
    awaitRow("page", "finish");
    assertTrue(rows("run").contains("message_output_created"), rows("run").toString());
    assertEquals("response.completed", rows("model").get(rows("model").size() - 1));
    boolean socket = transport.equals("websocket");
    assertEquals(socket ? 1L : 0L, browser.run("return opened"));
    browser.await("the request", () -> answersRead().equals(socket ? 0L : 1L));
  }

  @Test
  void timesBytesAndWordsAreRight() throws Exception {
    open(new ExerciseModel(text("Grüße ", "an ", "al", "le")));
    openDrawer();
    browser.ask("Hello");
    awaitRow("page", "finish");
    List<String> bytes = cells("#events .page .bytes");
    int umlauts = rows("page").indexOf("text-delta Grüße");
    assertEquals(
        "{'type':'text-delta','id':'t1','delta':'Grüße '}".length() + 2 + " B",
        bytes.get(umlauts),
        "UTF-8 has two bytes for each umlaut");
    long sum = bytes.stream().mapToInt(b -> Integer.parseInt("0" + b.replaceAll("\\D", ""))).sum();
    String summary = browser.one("#summary").getText().replace(",", "");
    assertTrue(
        summary.contains(rows("page").size() - 1 + " events with " + sum + " bytes"), summary);
    assertTrue(summary.matches("First word after \\d+ ms 3 words\\D.*"), summary);
    List<Integer> times =
        cells("#events .page .time").stream()
            .map(time -> Integer.parseInt(time.replaceAll("\\D", "")))
            .toList();
    assertEquals(times.stream().sorted().toList(), times);
    assertEquals(0, times.get(0));
  }

  @Test
  void aReloadedAnswerIsShownFromItsBeginning() throws Exception {
    openToReload(upstream.letThrough(UP_TO_SOME_TEXT).model());
    openDrawer();
    browser.one("#drawer [value=websocket]").click();
    browser.ask(QUESTION);
    awaitRow("page", "text-delta A");
    upstream.letThrough(1);
    awaitRow("page", "text-delta model");
    browser.reload();
    awaitRow("page", "text-delta A model");
    assertEquals("asks for the answer again", rows("page").get(0));
    assertTrue(rows("model").contains("response.output_text.delta A"), rows("model").toString());
    assertTrue(browser.one("#drawer [value=websocket]").isSelected());
    upstream.open();
    awaitRow("page", "finish");
    assertEquals("response.completed", rows("model").get(rows("model").size() - 1));
    assertFalse(browser.one("#summary").getText().contains("a second"));
  }

  /** An answer may have a text before a tool call and one after it. */
  @Test
  void aNewTextBeginsWithANewWord() throws Exception {
    open(upstream.open().model());
    openDrawer();
    browser.run(
        """
        const events = [{type: 'start'},
          {type: 'text-start', id: 't1'}, {type: 'text-delta', id: 't1', delta: 'Look'},
          {type: 'text-delta', id: 't1', delta: 'ing:'}, {type: 'text-end', id: 't1'},
          {type: 'text-start', id: 't2'}, {type: 'text-delta', id: 't2', delta: 'found'},
          {type: 'text-end', id: 't2'}, {type: 'finish'}].map(event => JSON.stringify(event));
        const body = [...events, '[DONE]'].map(data => `data: ${data}\\n\\n`).join('');
        window.fetch = async () => new Response(body);
        """);
    browser.ask("Hello");
    awaitRow("page", "finish");
    assertTrue(browser.one("#summary").getText().contains(" 2 words"));
  }

  /** The answer in the chat before goes on, and is not mixed into this one. */
  @Test
  void itShowsOneAnswer() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    openDrawer();
    browser.ask(QUESTION);
    awaitRow("page", "text-delta A");
    browser.one("#new").click();
    browser.await("a new chat", () -> browser.all(".message").isEmpty());
    browser.ask("What is a token?");
    browser.await("the next answer", () -> rows("page").contains("start"));
    upstream.open();
    browser.await("both answers", () -> answersRead().equals(2L));
    awaitRow("page", "finish");
    assertEquals(1, Collections.frequency(rows("page"), "finish"));
    assertEquals(1, Collections.frequency(rows("model"), "response.completed"));
  }

  private static Object answersRead() {
    return browser.run(
        "return performance.getEntriesByType('resource')"
            + ".filter(each => each.name.endsWith('/api/agent/stream')).length");
  }

  @Test
  void tenThousandDeltasLeaveThePageFast() throws Exception {
    open(new ExerciseModel(text(Collections.nCopies(10_000, "word ").toArray(String[]::new))));
    openDrawer();
    browser.ask("Go on");
    awaitRow("page", "finish");
    assertEquals(200, browser.all("#events li:not(.gap)").size());
    assertEquals("asks", rows("page").get(0));
    String gap = browser.one("#events .gap").getText();
    int hidden = Integer.parseInt(gap.replaceAll("\\D", ""));
    assertTrue(hidden > 19_000 && hidden < 21_000, gap);
    assertEquals(100, cells("#events li").indexOf(gap));
    assertTrue(browser.one("#summary").getText().contains("10,000 words"));
  }

  @Test
  void neitherKeysNorHostsAreShown() throws Exception {
    open(upstream.open().model());
    openDrawer();
    upstream.fail(1);
    browser.ask(QUESTION);
    awaitRow("page", "error The model could not finish this answer. Try again in a moment.");
    browser.awaitIdle();
    browser.ask(QUESTION);
    awaitRow("page", "finish");
    String all = (String) browser.run("return document.querySelector('#drawer').textContent");
    for (String secret : List.of("sk-", "127.0.0.1", "localhost", "test-model")) {
      assertFalse(all.contains(secret), secret);
    }
  }

  @Test
  void itIsAccessibleAndFitsAPhone() throws Exception {
    open(upstream.open().model());
    openDrawer();
    browser.ask("Compare the weather in Lahore and Oslo.");
    awaitRow("run", "tool_output 31");
    awaitRow("page", "tool-output-available 31");
    awaitRow("page", "finish");
    browser.awaitIdle();
    for (int width : new int[] {1300, 320}) {
      if (width == 320) {
        browser.phone(width);
      } else {
        browser.size(width, 900);
      }
      for (String scheme : schemes()) {
        browser.prefer(Map.of("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"));
        assertEquals(List.of(), violations(), scheme + width);
        if (System.getenv("SCREENSHOTS") != null) {
          browser.screenshot(
              Path.of(System.getenv("SCREENSHOTS"), "drawer-" + scheme + width + ".png"));
        }
      }
    }
    assertEquals(320L, browser.run("return document.documentElement.scrollWidth"));
    for (String css : List.of("#drawer > summary", "#drawer label")) {
      assertTrue(browser.one(css).getSize().height >= 44, css);
    }
  }
}
