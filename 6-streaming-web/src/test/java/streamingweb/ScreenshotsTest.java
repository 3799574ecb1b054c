package streamingweb;

import java.nio.file.Path;
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
        browser.scheme(scheme);
        browser.size(1000, 1640);
        browser.open(chat);
        browser.ask("Compare the weather in Lahore and Oslo.");
        browser.awaitIdle();
        browser.run("document.querySelector('details').open = true");
        browser.ask("Write a Java method that reverses a list.");
        browser.awaitIdle();
        browser.screenshot(FOLDER.resolve("chat-" + scheme + ".png"));
      }
    }
  }

  @Test
  void drawer() throws Exception {
    try (Upstream upstream = new Upstream().open();
        Tests chat = new Tests(upstream.model());
        Browser browser = new Browser("--force-device-scale-factor=1", "--hide-scrollbars")) {
      browser.scheme("light");
      browser.size(1200, 900);
      browser.open(chat);
      browser.one("#drawer > summary").click();
      browser.ask("Compare the weather in Lahore and Oslo.");
      browser.awaitIdle();
      browser.await("it", () -> browser.one("#events").getText().contains("finish\n"));
      browser.run("document.querySelector('#events').scrollTop = 480");
      browser.screenshot(FOLDER.resolve("drawer.png"));
    }
  }

  @Test
  void phone() throws Exception {
    try (Upstream upstream = new Upstream().open();
        Tests chat = new Tests(upstream.model());
        Browser browser = new Browser("--hide-scrollbars")) {
      browser.scheme("light");
      browser.phone(390);
      browser.open(chat);
      browser.ask("How warm is it in Atlantis?");
      browser.awaitIdle();
      upstream.close(8);
      browser.ask("How does streaming work?");
      browser.awaitAnswer("A model");
      browser.screenshot(FOLDER.resolve("chat-phone.png"));
    }
  }
}
