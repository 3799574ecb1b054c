package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The list of chats, and other tabs of the same browser. */
class ChatListTest extends OnThePage {
  ChatListTest() throws IOException {}

  @AfterEach
  void closeOtherTabs() {
    List<String> tabs = List.copyOf(browser.driver.getWindowHandles());
    for (String tab : tabs.subList(1, tabs.size())) {
      browser.driver.switchTo().window(tab).close();
    }
    browser.driver.switchTo().window(tabs.get(0));
  }

  private void ask(String question) {
    browser.ask(question);
    browser.awaitIdle();
  }

  private void startTwoChats() throws IOException {
    open(upstream.open().model());
    ask("What is a token?");
    browser.one("#new").click();
    browser.await("a new chat", () -> browser.all(".message").isEmpty());
    ask("What is a thread?");
  }

  private void awaitList(String... titles) {
    browser.await(
        List.of(titles).toString(), () -> browser.texts("#chat-list a").equals(List.of(titles)));
  }

  @Test
  void aChatIsOpenedFromTheList() throws Exception {
    startTwoChats();
    openList();
    awaitList("What is a thread?", "What is a token?");
    assertEquals("What is a thread?", browser.one("#chat-list [aria-current]").getText());
    browser.all("#chat-list a").get(1).click();
    browser.await("the other chat", () -> browser.answer().contains("unit"));
    assertFalse(browser.one("#chats").isDisplayed());
    assertEquals(List.of("What is a token?"), browser.texts(".user .body"));
    browser.driver.navigate().back();
    browser.await("the first chat", () -> browser.answer().contains("line of work"));
  }

  @Test
  void aChatGetsANameAndEscapeKeepsTheOldOne() throws Exception {
    startTwoChats();
    openList();
    awaitList("What is a thread?", "What is a token?");
    browser.all("#chat-list .rename").get(1).click();
    nameField().sendKeys("Thrown away", Keys.ESCAPE);
    awaitList("What is a thread?", "What is a token?");
    assertTrue(browser.one("#chats").isDisplayed(), "only the name is given up");
    browser.all("#chat-list .rename").get(1).click();
    nameField().sendKeys("Tokens <b>", Keys.ENTER);
    awaitList("What is a thread?", "Tokens <b>");
    browser.await("the focus", () -> focused().equals("Tokens <b>"));
    browser.driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    browser.await("it to close", () -> !browser.one("#chats").isDisplayed());
  }

  @Test
  void aDeletedChatComesBack() throws Exception {
    startTwoChats();
    openList();
    awaitList("What is a thread?", "What is a token?");
    browser.one("#chat-list .delete").click();
    awaitList("What is a token?");
    assertTrue(browser.one("#deleted").getText().contains("“What is a thread?” is deleted."));
    browser.await("an empty page", () -> browser.all(".message").isEmpty());
    browser.await("the focus", () -> focused().equals("Undo"));
    browser.one("#deleted button").click();
    awaitList("What is a thread?", "What is a token?");
    browser.await("the focus", () -> focused().equals("What is a thread?"));
    browser.one("#chat-list a").click();
    browser.await("the chat", () -> browser.answer().contains("line of work"));
  }

  private static String focused() {
    return browser.driver.switchTo().activeElement().getText();
  }

  @Test
  void anAnswerGoesOnWhileAnotherChatIsOnThePage() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.one("#new").click();
    browser.await("a new chat", () -> browser.all(".message").isEmpty());
    browser.driver.navigate().back();
    browser.awaitAnswer("A");
    browser.driver.navigate().forward();
    browser.await("the new chat", () -> browser.all(".message").isEmpty());
    upstream.open();
    browser.driver.navigate().back();
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();
    assertEquals(1, upstream.requests.size());
  }

  /** An address that a visitor has typed, or that was cut when it was copied. */
  @Test
  void aStrangeAddressOpensTheLatestChat() throws Exception {
    open(upstream.open().model());
    ask("What is a token?");
    browser.driver.get(chat.at("/?again") + "#%E4%B");
    browser.awaitAnswer("unit in which");
  }

  @Test
  void anotherTabFollowsWordByWord() throws Exception {
    open(upstream.letThrough(UP_TO_SOME_TEXT).model());
    String first = browser.driver.getWindowHandle();
    String address = browser.driver.getCurrentUrl();
    browser.driver.switchTo().newWindow(WindowType.TAB).get(address);
    String second = browser.driver.getWindowHandle();
    browser.await("the page", () -> browser.one("#questions").isDisplayed());

    browser.driver.switchTo().window(first);
    browser.ask("How does streaming work?");
    browser.awaitAnswer("A");
    browser.driver.switchTo().window(second);
    browser.awaitAnswer("A");
    assertEquals(List.of("How does streaming work?"), browser.texts(".user .body"));
    assertTrue(browser.one("#stop").isDisplayed());
    upstream.open();
    browser.awaitAnswer("read while it is being written.");
    browser.awaitIdle();

    ask("What if I press Stop?");
    browser.driver.switchTo().window(first);
    browser.awaitAnswer("What was written until then is kept.");
    assertEquals(2, browser.all(".user").size());
    assertEquals(2, upstream.requests.size());
  }

  @Test
  void aChatThatIsDeletedInOneTabIsGoneInTheOther() throws Exception {
    open(upstream.open().model());
    ask("What is a token?");
    String first = browser.driver.getWindowHandle();
    String address = browser.driver.getCurrentUrl();
    browser.driver.switchTo().newWindow(WindowType.TAB).get(address);
    browser.await("the chat", () -> !browser.all(".message").isEmpty());
    openList();
    WebElement delete = browser.one("#chat-list .delete");
    delete.click();
    browser.await("an empty list", () -> browser.all("#chat-list a").isEmpty());
    browser.driver.switchTo().window(first);
    browser.await("an empty page", () -> browser.all(".message").isEmpty());
  }
}
