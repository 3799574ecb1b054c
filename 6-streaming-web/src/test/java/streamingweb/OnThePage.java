package streamingweb;

import agents.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.WebElement;

/** What all tests of the page share: a browser, a chat server, and a model that waits for us. */
@Timeout(300)
abstract class OnThePage {
  static final int UP_TO_SOME_TEXT = 5;
  static Browser browser;

  final Upstream upstream = new Upstream();
  Tests chat;

  OnThePage() throws IOException {}

  @BeforeAll
  static void startBrowser() throws IOException {
    browser = Browser.shared();
  }

  @AfterEach
  void close() throws IOException {
    if (chat != null) {
      chat.close();
    }
    upstream.close();
    // Another test's server may get this port, and this tab would still know what was left here.
    browser.run("addEventListener('pagehide', () => sessionStorage.clear())");
    browser.cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    browser.prefer(Map.of());
  }

  void open(Model model) throws IOException {
    open(new Tests(model));
  }

  /** With the time that a reload usually has, or a slow machine comes back too late. */
  void openToReload(Model model) throws IOException {
    open(new Tests(model, Tests.settings(Settings.Timing.USUAL)));
  }

  void open(Tests chat) throws IOException {
    this.chat = chat;
    browser.driver.manage().deleteAllCookies();
    browser.open(chat);
  }

  /** The server refuses the next request of this kind. */
  static void refuse(String method, String path, String error) {
    browser.run(
        """
        const [method, path, error] = arguments;
        const real = window.fetch;
        window.fetch = (url, options = {}) => {
          if (!url.match(path) || (options.method ?? 'GET') !== method) return real(url, options);
          window.fetch = real;
          return Promise.resolve(Response.json({error}, {status: 503}));
        };
        """,
        method,
        path,
        error);
  }

  /** From now on, answers come over this: "sse" or "websocket". */
  static void use(String transport) {
    browser.runAsync(
        "const [name, done] = arguments;"
            + "import('/stream.js').then(stream => stream.useTransport(name)).then(done)",
        transport);
  }

  /** Opens the list of chats, and waits until it has come and stands still. */
  static void openList() {
    browser.one("#open-chats").click();
    browser.await("the list", () -> !browser.all("#chat-list a").isEmpty());
    String moving = "return document.getElementById('chats').getAnimations().length";
    browser.await("it to stand still", () -> browser.run(moving).equals(0L));
  }

  /** Where a chat gets its name, once the page has selected the old one to be written over. */
  static WebElement nameField() {
    WebElement field = browser.one("#chat-list input");
    browser.await("the cursor", () -> browser.driver.switchTo().activeElement().equals(field));
    return field;
  }

  /** Whatever axe finds, as readable lines. */
  static Object violations() throws IOException {
    browser.run(Browser.resource("/axe.min.js"));
    return browser.runAsync(
        "const done = arguments[0]; axe.run().then(result => done(result.violations.map("
            + "v => v.impact + ' ' + v.id + ': ' + v.nodes.map(n => n.html).join(' '))))");
  }

  static List<String> schemes() {
    return List.of("light", "dark");
  }
}
