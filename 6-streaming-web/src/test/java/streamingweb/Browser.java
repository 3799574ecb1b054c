package streamingweb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, without a window. Tests that need it are skipped where there is none. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  // It warns of each Chromium that is newer than Selenium.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20); // Selenium's own is half a second
  private static Browser shared;

  final ChromeDriver driver;
  private final Dimension usualSize;

  Browser(String... flags) throws IOException {
    assumeTrue(
        Files.exists(CHROMIUM) && Files.exists(DRIVER),
        "skipped: the tests of the page need " + CHROMIUM + " and " + DRIVER);
    ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + Files.createTempDirectory("chromium"));
    options.addArguments(flags);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .withSilent(true)
            .withTimeout(PATIENCE)
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    usualSize = driver.manage().window().getSize();
  }

  /** Returns the one that the test classes of this process share: a start takes seconds. */
  static synchronized Browser shared() throws IOException {
    if (shared == null) {
      shared = new Browser();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    shared.driver.manage().window().setSize(shared.usualSize);
    return shared;
  }

  Browser open(Tests chat) {
    return open(chat.at("/"));
  }

  Browser open(URI page) {
    driver.get(page.toString());
    awaitChat();
    return this;
  }

  void reload() {
    driver.navigate().refresh();
    awaitChat();
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** A phone: narrow, and used with fingers. */
  void phone(int width) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 780, "deviceScaleFactor", 2, "mobile", true));
    cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
  }

  /** What the visitor prefers, such as a "prefers-color-scheme" that is "dark". */
  void prefer(Map<String, String> preferences) {
    var features =
        preferences.entrySet().stream()
            .map(each -> Map.of("name", each.getKey(), "value", each.getValue()))
            .toList();
    cdp("Emulation.setEmulatedMedia", Map.of("features", features));
  }

  void scheme(String scheme) {
    prefer(Map.of("prefers-color-scheme", scheme));
  }

  void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  WebElement question() {
    return one("#question");
  }

  void ask(String text) {
    question().sendKeys(text, Keys.ENTER);
  }

  WebElement one(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The text of the last answer, without its buttons. */
  String answer() {
    return (String)
        run("return [...document.querySelectorAll('.assistant .body')].pop().innerText");
  }

  List<String> texts(String css) {
    return all(css).stream().map(WebElement::getText).toList();
  }

  /** Waits for what the chat holds: until then the page may still take away what is on it. */
  private void awaitChat() {
    await("the chat", () -> !all(".message, .error, #empty:not([hidden])").isEmpty());
  }

  void awaitAnswer(String part) {
    await("an answer with: " + part, () -> answer().contains(part));
  }

  void awaitIdle() {
    await("the answer to end", () -> one("#log").getDomAttribute("aria-busy").equals("false"));
  }

  void await(String what, BooleanSupplier condition) {
    new WebDriverWait(driver, PATIENCE, POLL)
        .withMessage(() -> "waited for " + what)
        .ignoring(RuntimeException.class)
        .until(anything -> condition.getAsBoolean());
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Object runAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  static String resource(String path) throws IOException {
    try (var in = Browser.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
