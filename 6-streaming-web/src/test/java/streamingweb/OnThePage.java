package streamingweb;

import agents.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

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
    browser.cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    browser.prefer(Map.of());
  }

  void open(Model model) throws IOException {
    chat = new Tests(model);
    browser.driver.manage().deleteAllCookies();
    browser.open(chat);
  }

  /** From now on, answers come over this: "sse" or "websocket". */
  static void use(String transport) {
    browser.runAsync(
        "const [name, done] = arguments;"
            + "import('/stream.js').then(stream => stream.useTransport(name)).then(done)",
        transport);
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
