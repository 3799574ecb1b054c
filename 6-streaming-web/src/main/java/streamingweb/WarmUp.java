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
  private static final int QUESTIONS = 20;

  private WarmUp() {}

  /** Works on a thread of its own, which keeps no program from ending. */
  static void start(String serverAddress) {
    Thread thread = new Thread(() -> work(serverAddress), "warm up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void work(String serverAddress) {
    try (OfflineModel offline = OfflineModel.start(offlinemodel.Settings.instant())) {
      var client = OpenAIDefaults.newClient(offline.baseUrl(), "warm-up");
      for (int i = 0; i < QUESTIONS; i++) {
        ask(new OpenAIResponsesModel("warm-up", client));
      }
      ask(new OpenAIChatCompletionsModel("warm-up", client));
      HttpClient browser = HttpClient.newHttpClient();
      for (String path : List.of("/", "/api/chats", "/api/chats/main")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serverAddress + path)).build();
        browser.send(request, BodyHandlers.discarding());
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The warm-up failed; the first answers will be slower", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
