package streamingweb;

import agents.Model;
import agents.ModelSettings;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.StreamEvent.RawResponseEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import offlinemodel.OfflineModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads and compiles what a first question needs, while nobody waits: otherwise the first visitors
 * wait seconds for their first word. An offline model answers, and never a real one.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int VISITS = 10;
  private static final int QUESTIONS = 60;
  private static final long MOST_MILLIS = 3_000;

  private WarmUp() {}

  /** Returns when all is done. On a slow machine that may be long, so it then goes on alone. */
  static void run(String serverAddress) throws InterruptedException {
    Thread thread = new Thread(() -> work(serverAddress), "warm up");
    thread.setDaemon(true);
    thread.start();
    thread.join(MOST_MILLIS);
  }

  private static void work(String serverAddress) {
    try (OfflineModel offline = OfflineModel.start(offlinemodel.Settings.instant())) {
      HttpClient browser = HttpClient.newHttpClient();
      for (int i = 0; i < VISITS; i++) {
        visit(browser, serverAddress);
      }
      var client = OpenAIDefaults.newClient(offline.baseUrl(), "warm-up");
      ask(new OpenAIChatCompletionsModel("warm-up", client));
      for (int i = 0; i < QUESTIONS; i++) {
        ask(new OpenAIResponsesModel("warm-up", client));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The warm-up failed; the first answers will be slower", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the pages, and asks nothing: that is refused, but it takes the way of a question. */
  private static void visit(HttpClient browser, String serverAddress)
      throws IOException, InterruptedException {
    for (String path : List.of("/", "/api/chats", "/api/chats/main")) {
      HttpRequest page = HttpRequest.newBuilder(URI.create(serverAddress + path)).build();
      browser.send(page, BodyHandlers.discarding());
    }
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(serverAddress + "/api/agent/stream"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"input\": \"\"}"))
            .build();
    browser.send(question, BodyHandlers.discarding());
  }

  private static void ask(Model model) throws IOException {
    var question = List.of(Message.question("q", "How does streaming work?"));
    var request =
        new Model.Request(
            Optional.empty(),
            History.input(question),
            List.of(),
            Optional.empty(),
            ModelSettings.DEFAULT);
    UiMessageStream ui = new UiMessageStream(event -> event.toString());
    model.stream(request, event -> ui.accept(new RawResponseEvent(event)));
  }
}
