package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The text field: first questions, editing, and questions that wait. */
class ComposerTest extends OnThePage {
  ComposerTest() throws IOException {}

  private String written() {
    return browser.question().getDomProperty("value");
  }

  private void askAll(String... questions) {
    for (String question : questions) {
      browser.ask(question);
      browser.awaitIdle();
    }
  }

  private void edit(int question) {
    browser.all(".edit").get(question).click();
  }

  @Test
  void aFirstQuestionIsAskedByAClick() throws Exception {
    open(upstream.open().model());
    browser.one("#questions button").click();
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();
    assertFalse(browser.one("#questions").isDisplayed());
    assertEquals(List.of("How does streaming work?"), browser.texts(".user .body"));
  }

  /** Not a word of what stood there may reach the model or come back with a reload. */
  @Test
  void anEditedQuestionCutsTheChat() throws Exception {
    open(upstream.open().model());
    askAll("What is a token?", "My secret is a whale", "What is a thread?");
    edit(1);
    assertEquals("My secret is a whale", written());
    assertTrue(browser.one("#editing").isDisplayed());
    browser.question().clear();
    askAll("My secret is gone");
    List<String> now = List.of("What is a token?", "My secret is gone");
    assertEquals(now, browser.texts(".user .body"));
    assertFalse(browser.one("#editing").isDisplayed());
    assertFalse(upstream.requests.get(3).contains("whale"));
    assertTrue(upstream.requests.get(3).contains("What is a token?"));
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 4);
    assertEquals(now, browser.texts(".user .body"));
  }

  @Test
  void anEditIsGivenUpWithEscape() throws Exception {
    open(upstream.open().model());
    askAll("What is a token?");
    browser.question().sendKeys("half a thought");
    edit(0);
    browser.question().sendKeys(Keys.ESCAPE);
    assertEquals("half a thought", written());
    edit(0);
    browser.one("#cancel-edit").click();
    assertEquals("half a thought", written());
    assertEquals(List.of("What is a token?"), browser.texts(".user .body"));
  }

  @Test
  void aFailedEditIsTriedAgainAsAnEdit() throws Exception {
    open(upstream.open().model());
    askAll("What is a token?", "What is a thread?");
    edit(0);
    browser.run(
        """
        const real = window.fetch;
        window.fetch = async () => { window.fetch = real; throw new TypeError('no network'); };
        """);
    browser.question().clear();
    askAll("Why are answers streamed?");
    assertEquals(List.of("The connection to the server was lost."), browser.texts(".error"));
    browser.one(".again").click();
    browser.awaitAnswer("empty screen");
    browser.awaitIdle();
    browser.reload();
    browser.await("the history", () -> browser.all(".message").size() == 2);
    assertEquals(List.of("Why are answers streamed?"), browser.texts(".user .body"));
  }

  /** The answer to another question has begun, and does not go on. */
  private void askDuringAnAnswer(String question) throws Exception {
    openToReload(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.ask(question);
  }

  @Test
  void aQuestionWaitsUntilTheAnswerIsComplete() throws Exception {
    askDuringAnAnswer("What is a token?");
    browser.ask("What is a thread?");
    assertEquals(List.of("What is a token?", "What is a thread?"), browser.texts("#queue span"));
    String said = browser.one("#status").getDomProperty("textContent");
    assertEquals("Your question waits until this answer is complete.", said);
    assertEquals(1, browser.all(".user").size());
    browser.all("#queue button").get(1).click();
    assertEquals(List.of("What is a token?"), browser.texts("#queue span"));
    upstream.open();
    browser.awaitAnswer("unit in which a model reads");
    browser.awaitIdle();
    assertEquals(2, browser.all(".user").size());
    assertEquals(List.of(), browser.texts("#queue span"));
  }

  @Test
  void afterAStopTheVisitorDecidesAboutWhatWaits() throws Exception {
    askDuringAnAnswer("What is a token?");
    browser.question().sendKeys("more");
    browser.one("#stop").click();
    browser.awaitIdle();
    assertEquals("What is a token?\n\nmore", written());
    assertEquals(1, browser.all(".user").size());
  }

  @Test
  void whatIsNotSentOutlivesAReload() throws Exception {
    askDuringAnAnswer("What is a token?");
    browser.question().sendKeys("more");
    browser.reload();
    browser.await("the text field", () -> written().equals("What is a token?\n\nmore"));
    upstream.open();
    browser.awaitIdle();
    assertEquals(1, browser.all(".user").size());
    edit(0);
    browser.reload();
    browser.await("what is not edited", () -> written().equals("What is a token?\n\nmore"));
  }

  /** As it was: sent again, it still replaces the earlier question. */
  @Test
  void anEditThatWaitedGoesOnAsAnEdit() throws Exception {
    askDuringAnAnswer("What is a token?");
    browser.run("document.querySelector('.edit').click()"); // as if before another tab asked
    browser.question().clear();
    browser.ask("What is a thread?");
    browser.one("#stop").click();
    browser.awaitIdle();
    assertEquals("What is a thread?", written());
    assertTrue(browser.one("#editing").isDisplayed());
    browser.one("#cancel-edit").click();
    assertEquals("What is a token?", written());
  }

  /** The server doesn't have it, so the text field gets it when the page shows something else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "location.reload()",
        "location.hash = 'another-chat'",
        "new BroadcastChannel('chats').postMessage({id: location.hash.slice(1), reload: true})"
      })
  void aRefusedQuestionIsNotLost(String change) throws Exception {
    open(upstream.open().model());
    browser.ask("What is a token?");
    browser.awaitIdle();
    for (int i = 0; i < 2; i++) {
      refuse("POST", "stream$", "You asked many questions in a short time.");
      if (i == 0) {
        browser.ask("What is a thread?");
      } else {
        browser.one(".again").click();
      }
      browser.awaitAnswer("many questions");
      browser.awaitIdle();
    }
    browser.run(change);
    browser.await("the text field", () -> written().equals("What is a thread?"));
  }

  /** It has been sent, with a click on Retry. */
  @Test
  void aRefusedQuestionThatIsAnsweredAtLastIsNotKept() throws Exception {
    open(upstream.open().model());
    refuse("POST", "stream$", "You asked many questions in a short time.");
    browser.ask("What is a thread?");
    browser.awaitAnswer("many questions");
    browser.one(".again").click();
    browser.awaitAnswer("line of work");
    browser.awaitIdle();
    browser.reload();
    browser.awaitAnswer("line of work");
    assertEquals("", written());
  }

  /** A cursor in the text field opens the keyboard of a phone, which hides half of the page. */
  @Test
  void nothingButAFingerFocusesTheTextFieldOfAPhone() throws Exception {
    browser.phone(390);
    open(upstream.open().model());
    assertNotFocused("at the start");
    browser.one("#questions button").click();
    browser.awaitIdle();
    assertNotFocused("after an answer");
    browser.one(".again").click();
    browser.awaitIdle();
    assertNotFocused("after a second answer");
    browser.one("#new").click();
    browser.await("a new chat", () -> browser.all(".message").isEmpty());
    assertNotFocused("in a new chat");
  }

  private void assertNotFocused(String when) {
    WebElement focused = browser.driver.switchTo().activeElement();
    assertNotEquals(browser.question(), focused, when);
  }
}
