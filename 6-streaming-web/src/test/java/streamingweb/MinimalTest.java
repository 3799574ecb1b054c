package streamingweb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import testkit.GatedModel;
import testkit.Printed;

/** Each minimal step shows words in a browser while later words are withheld. */
class MinimalTest {
  private static final int FIRST_WORDS = 8;
  private static final String QUESTION = "Explain recursion in programming in simple terms.";

  /** Hears this question, whatever a student has made of it. */
  private final GatedModel model = GatedModel.hearing("You explain things clearly.", QUESTION);

  @AfterEach
  void open() {
    model.close();
  }

  @Test
  void sseShowsWordsWhileOthersAreWithheld() throws Exception {
    Browser browser = open("MinimalSse");
    showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
  }

  @Test
  void postShowsWordsWhileOthersAreWithheldAndKeepsLineBreaks() throws Exception {
    Browser browser = open("MinimalPost");
    ask(browser, QUESTION);
    showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
    assertTrue(answer(browser).contains("the calls stop.\n\nTake the factorial"));
  }

  @Test
  void webSocketShowsWordsWhileOthersAreWithheld() throws Exception {
    Browser browser = open("MinimalWebSocket");
    ask(browser, QUESTION);
    showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
    browser.await("the end", () -> !browser.one("#stop").isEnabled());
  }

  @Test
  void webSocketStops() throws Exception {
    Browser browser = open("MinimalWebSocket");
    ask(browser, QUESTION);
    model.letThrough(FIRST_WORDS);
    browser.await("the first words", () -> answer(browser).startsWith("Recursion"));
    browser.one("#stop").click();
    browser.await("the end", () -> !browser.one("#stop").isEnabled());
    model.open();
    assertFalse(answer(browser).contains("factorial"));
  }

  @Test
  void thePageOfTheExerciseShowsHowAnAnswerEnded() throws Exception {
    Browser browser = open("solution/StreamedAnswer");
    ask(browser, QUESTION);
    showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
    browser.await("the end", () -> browser.one("#end").getText().equals("[done]"));
  }

  private void showsTheBeginningThenTheEnd(Browser browser, String beginning, String end) {
    model.letThrough(FIRST_WORDS);
    browser.await("the first words", () -> answer(browser).startsWith(beginning));
    assertFalse(answer(browser).contains(end));
    model.open();
    browser.await("the end", () -> answer(browser).endsWith(end));
  }

  private Browser open(String demo) throws Exception {
    Map<String, String> settings = Map.of("OPENAI_BASE_URL", model.baseUrl(), "PORT", "0");
    String printed = Printed.byServer(settings, "streamingweb", demo).output();
    String address = printed.replaceAll("(?s).*(http://\\S+)  \\(Ctrl-C.*", "$1");
    Browser browser = Browser.shared();
    browser.driver.manage().deleteAllCookies();
    browser.driver.get(address);
    return browser;
  }

  private static void ask(Browser browser, String question) {
    WebElement field = browser.one("input");
    field.clear();
    field.sendKeys(question);
    browser.await("a connection", () -> browser.one("button").isEnabled());
    browser.one("button").click();
  }

  private static String answer(Browser browser) {
    return browser.one("#answer").getText();
  }
}
