package streamingweb;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures in docs/screenshots: {@code mvn -pl 6-streaming-web test -Pscreenshots}. Look
 * at them before you commit them.
 */
@Tag("screenshots")
class ScreenshotsTest {
  private static final Path FOLDER = Path.of("../docs/screenshots");

  @Test
  void desktop() throws Exception {
    for (String scheme : new String[] {"light", "dark"}) {
      try (Upstream upstream = new Upstream().open();
          Tests chat = new Tests(upstream.model());
          Browser browser = new Browser("--force-device-scale-factor=1", "--hide-scrollbars")) {
        colors(browser, scheme);
        browser.size(1000, 1240);
        browser.open(chat);
        browser.ask("Compare the weather in Lahore and Oslo.");
        browser.awaitIdle();
        browser.run("document.querySelector('details').open = true");
        browser.ask("How does streaming work?");
        browser.awaitIdle();
        browser.screenshot(FOLDER.resolve("chat-" + scheme + ".png"));
      }
    }
  }

  @Test
  void phone() throws Exception {
    try (Upstream upstream = new Upstream().open();
        Tests chat = new Tests(upstream.model());
        Browser browser = new Browser("--hide-scrollbars")) {
      colors(browser, "light");
      browser.driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", 390, "height", 780, "deviceScaleFactor", 2, "mobile", true));
      browser.open(chat);
      browser.ask("How warm is it in Atlantis?");
      browser.awaitIdle();
      upstream.close(8);
      browser.ask("How does streaming work?");
      browser.awaitAnswer("A model");
      browser.screenshot(FOLDER.resolve("chat-phone.png"));
    }
  }

  private static void colors(Browser browser, String scheme) {
    browser.driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            java.util.List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }
}
