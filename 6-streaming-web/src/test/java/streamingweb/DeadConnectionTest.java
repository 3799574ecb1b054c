package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network goes away without a word, as when a laptop leaves its Wi-Fi. */
class DeadConnectionTest extends OnThePage {
  private static final String ANSWERS = "(POST|GET) /(api/agent/stream|ws/chat)";

  private static final String LOST = "The connection to the server was lost.";

  DeadConnectionTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"sse", "websocket"})
  void thePageNoticesAndReadsTheRest(String transport) throws Exception {
    chat = new Tests(upstream.letThrough(UP_TO_SOME_TEXT).model());
    try (Cable cable = new Cable(chat.server.port(), ANSWERS)) {
      browser.driver.manage().deleteAllCookies();
      browser.open(cable.url());
      use(transport);
      browser.ask("How does streaming work?");
      browser.awaitAnswer("A");
      awaitSecondsOfThePage(10);
      assertTrue(browser.all(".error").isEmpty(), "a model may think for long");
      browser.run(
          """
          window.seen = [];
          new MutationObserver(() => seen.push(document.getElementById('log').innerText))
              .observe(document.getElementById('log'), {childList: true, subtree: true});
          """);
      cable.cut();
      browser.await(LOST, () -> browser.run("return seen.join()").toString().contains(LOST));
      upstream.open();
      browser.awaitAnswer("read while it is being written.");
      browser.awaitIdle();
      assertTrue(browser.answer().startsWith("A model writes its answer"), browser.answer());
      assertEquals(List.of("How does streaming work?"), browser.texts(".user .body"));
      assertEquals(2, browser.all(".message").size());
      assertEquals(1, upstream.requests.size());
    }
  }

  /** It can't reconnect at once. When the visitor asks it to, the server is still writing. */
  @Test
  void retryDoesNotAskAgainWhatTheServerAnswers() throws Exception {
    chat = new Tests(upstream.letThrough(UP_TO_SOME_TEXT).model());
    try (Cable cable = new Cable(chat.server.port(), ANSWERS)) {
      browser.driver.manage().deleteAllCookies();
      browser.open(cable.url());
      browser.ask("How does streaming work?");
      browser.awaitAnswer("A");
      browser.run(
          """
          const real = window.fetch;
          window.fetch = async () => {
            window.fetch = real;
            window.tried = true;
            throw new TypeError('no network');
          };
          """);
      cable.cut();
      browser.await("an attempt", () -> browser.run("return window.tried") != null);
      browser.awaitAnswer(LOST);
      browser.one(".again").click();
      upstream.open();
      browser.awaitAnswer("read while it is being written.");
      browser.awaitIdle();
      assertTrue(browser.answer().startsWith("A model writes its answer"), browser.answer());
      assertEquals(2, browser.all(".message").size());
      assertEquals(1, upstream.requests.size());
    }
  }

  /** The clock that the page itself goes by. */
  private static void awaitSecondsOfThePage(int seconds) {
    browser.run("window.seconds = 0; setInterval(() => seconds++, 1000)");
    browser.await(
        "some seconds", () -> (Long) browser.run("return window.seconds") >= (long) seconds);
  }
}
