package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server is slow, or the visitor quick: what comes late does no harm. */
class RacesTest extends OnThePage {
  private static final String TABS = "const other = new BroadcastChannel('chats');";

  RacesTest() throws IOException {}

  @BeforeEach
  void startAChat() throws IOException {
    open(upstream.open().model());
    ask("What is a token?");
  }

  private void ask(String question) {
    browser.ask(question);
    browser.awaitIdle();
  }

  /** The next request of this kind reaches the server only at {@link #release}. */
  private void hold(String method, String path) {
    hold(method, path, "() => real(url, options)");
  }

  /** The next request of this kind is answered now, but the page gets that at the release. */
  private void holdAnswer(String path) {
    hold("GET", path, "(answer => () => answer)(real(url, options))");
  }

  private void hold(String method, String path, String later) {
    browser.run(
        """
        const real = window.fetch;
        window.held = undefined;
        window.fetch = (url, options = {}) => {
          if (!/PATH/.test(url) || (options.method ?? 'GET') !== 'METHOD') {
            return real(url, options);
          }
          window.fetch = real;
          const later = LATER;
          return new Promise(resolve => { window.held = () => resolve(later()); });
        };
        """
            .replace("PATH", path)
            .replace("METHOD", method)
            .replace("LATER", later));
  }

  private void awaitHeld() {
    browser.await("a request", () -> browser.run("return !!held").equals(true));
  }

  private void release() {
    browser.runAsync("held(); setTimeout(arguments[0], 200)");
  }

  private void answerWith(String path, String json) {
    browser.run(
        """
        const [path, json] = arguments;
        const real = window.fetch;
        window.fetch = (url, options = {}) =>
            url.match(path) ? Promise.resolve(new Response(json)) : real(url, options);
        """,
        path,
        json);
  }

  /** When the visitor stops, the server may know of no answer yet. */
  @Test
  void stopCountsForAnAnswerThatHasNotStarted() {
    upstream.close(UP_TO_SOME_TEXT);
    hold("POST", "stream");
    browser.ask("What is a thread?");
    awaitHeld();
    browser.one("#stop").click();
    browser.runAsync("setTimeout(arguments[0], 200)"); // the server hears it
    release();
    browser.awaitAnswer("Stopped.");
    browser.awaitIdle();
  }

  /** The answer is complete before the server hears of the stop, and the next question waits. */
  @Test
  void aStopThatComesLateEndsNoOtherAnswer() {
    upstream.close(UP_TO_SOME_TEXT);
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.ask("What is a thread?");
    hold("POST", "stop$");
    browser.one("#stop").click();
    awaitHeld();
    upstream.open();
    browser.awaitAnswer("while it is being written");
    browser.runAsync("setTimeout(arguments[0], 500)"); // the next question would be asked now
    release();
    browser.awaitIdle();
    assertEquals(List.of(), browser.texts(".note"));
    assertEquals("What is a thread?", browser.question().getDomProperty("value"));
  }

  /** A second after an answer is lost, the page looks by itself what became of it. */
  @Test
  void aRetryCountsAlsoWhenThePageLooksByItselfMeanwhile() {
    browser.run(
        """
        const real = window.fetch;
        window.fetch = async () => { window.fetch = real; throw new TypeError('no network'); };
        """);
    ask("What is a thread?");
    hold("GET", "chats.[0-9a-f]+$");
    browser.one(".again").click();
    awaitHeld();
    browser.runAsync("setTimeout(arguments[0], 1500)"); // the page would look now
    release();
    browser.awaitAnswer("line of work");
    browser.awaitIdle();
  }

  @Test
  void nobodyGoesOnWithOneChatInAnother() {
    hold("GET", "other");
    browser.run("location.hash = 'other'");
    awaitHeld();
    assertEquals(List.of(), browser.texts(".message"));
    release();
    browser.await("the chat", () -> browser.one("#empty").isDisplayed());
  }

  /** Without an id in the address, the page opens the latest chat. */
  @Test
  void aListThatComesLateTakesNoAnswerAway() {
    holdAnswer("chats$");
    browser.run("history.replaceState(null, '', '/'); dispatchEvent(new Event('pageshow'))");
    awaitHeld();
    browser.run("location.hash = 'new'");
    browser.await("a new chat", () -> browser.one("#empty").isDisplayed());
    ask("What is a thread?");
    release();
    assertEquals("#new", browser.run("return location.hash"));
    assertTrue(browser.answer().contains("line of work"), browser.answer());
  }

  @Test
  void aQuestionBeforeTheChatIsThereDoesNotHideTheChat() {
    hold("GET", "chats.[0-9a-f]+$");
    browser.run("dispatchEvent(new Event('pageshow'))");
    awaitHeld();
    browser.run("document.getElementById('log').replaceChildren()");
    ask("What is a thread?");
    browser.await("the whole chat", () -> browser.all(".message").size() == 4);
    release();
    assertEquals(4, browser.all(".message").size());
  }

  @Test
  void whatAnotherTabAsksWhileThisOneReadsIsShownAfterwards() {
    upstream.close(UP_TO_SOME_TEXT);
    browser.ask("What is a thread?");
    browser.await("words", () -> !browser.answer().isBlank());
    answerWith(
        "api/chats/.",
        "{\"messages\":[{\"id\":\"q\",\"role\":\"user\",\"parts\":[{\"text\":\"Of the other tab\"}]}]}");
    browser.run(TABS + "other.postMessage({id: location.hash.slice(1), reload: true})");
    upstream.open();
    browser.await(
        "the other question",
        () -> browser.texts(".user .body").equals(List.of("Of the other tab")));
  }

  @Test
  void anotherTabTakesNoNameAwayThatIsBeingWritten() {
    openList();
    browser.one("#chat-list .rename").click();
    nameField().sendKeys("Half a na");
    browser.run(TABS + "other.postMessage({id: 'other', reload: true})");
    browser.runAsync("setTimeout(arguments[0], 200)");
    assertEquals("Half a na", browser.one("#chat-list input").getDomProperty("value"));
  }

  @Test
  void anOldListBringsNoDeletedChatBack() {
    openList();
    holdAnswer("chats$");
    browser.run(TABS + "other.postMessage({id: 'other', reload: true})");
    awaitHeld();
    browser.one("#chat-list .delete").click();
    browser.await(
        "it to be gone", () -> browser.texts("#chat-list li").get(0).contains("no chats"));
    release();
    assertTrue(browser.texts("#chat-list li").get(0).contains("no chats"));
  }

  @Test
  void aDoubleClickDeletesOnceAndCanBeUndone() {
    openList();
    hold("DELETE", "chats");
    browser.run(
        "const icon = document.querySelector('#chat-list .delete'); icon.click(); icon.click()");
    awaitHeld();
    browser.runAsync("setTimeout(arguments[0], 200)");
    release();
    browser.await("an undo", () -> browser.texts("#deleted button").equals(List.of("Undo")));
    browser.one("#deleted button").click();
    browser.await("the chat", () -> !browser.all("#chat-list a").isEmpty());
  }
}
