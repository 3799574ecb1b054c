package streamingweb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import testkit.Demo;
import testkit.GatedModel;

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
    try (Demo server = start("MinimalSse")) {
      Browser browser = open(server);
      showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
    }
  }

  @Test
  void postShowsWordsWhileOthersAreWithheldAndKeepsLineBreaks() throws Exception {
    try (Demo server = start("MinimalPost")) {
      Browser browser = open(server);
      ask(browser, QUESTION);
      showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
      assertTrue(answer(browser).contains("the calls stop.\n\nTake the factorial"));
    }
  }

  @Test
  void webSocketShowsWordsWhileOthersAreWithheld() throws Exception {
    try (Demo server = start("MinimalWebSocket")) {
      Browser browser = open(server);
      ask(browser, QUESTION);
      showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
      browser.await("the end", () -> !browser.one("#stop").isEnabled());
    }
  }

  @Test
  void webSocketStops() throws Exception {
    try (Demo server = start("MinimalWebSocket")) {
      Browser browser = open(server);
      ask(browser, QUESTION);
      model.letThrough(FIRST_WORDS);
      browser.await("the first words", () -> answer(browser).startsWith("Recursion"));
      browser.one("#stop").click();
      browser.await("the end", () -> !browser.one("#stop").isEnabled());
      model.open();
      assertFalse(answer(browser).contains("factorial"));
    }
  }

  @Test
  void thePageOfTheExerciseShowsHowAnAnswerEnded() throws Exception {
    try (Demo server = start("solution/StreamedAnswer")) {
      Browser browser = open(server);
      ask(browser, QUESTION);
      showsTheBeginningThenTheEnd(browser, "Recursion means", "folders inside folders.");
      browser.await("the end", () -> browser.one("#end").getText().equals("[done]"));
    }
  }

  private void showsTheBeginningThenTheEnd(Browser browser, String beginning, String end) {
    model.letThrough(FIRST_WORDS);
    browser.await("the first words", () -> answer(browser).startsWith(beginning));
    assertFalse(answer(browser).contains(end));
    model.open();
    browser.await("the end", () -> answer(browser).endsWith(end));
  }

  private Demo start(String demo) {
    Map<String, String> settings = Map.of("OPENAI_BASE_URL", model.baseUrl(), "PORT", "0");
    return Demo.start(Path.of("target"), settings, "streamingweb", demo);
  }

  private static Browser open(Demo server) throws Exception {
    String address = server.readUntil("  (Ctrl-C").replaceAll("(?s).*(http://\\S+).*", "$1");
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
