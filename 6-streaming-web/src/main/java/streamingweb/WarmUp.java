package streamingweb;

import agents.Agent;
import agents.FunctionTool;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunConfig;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import offlinemodel.OfflineModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads and compiles what a first question needs, while nobody waits: otherwise the first visitors
 * wait seconds for their first word. It asks a second server, which has a database in memory and an
 * offline model. So no visitor finds anything of it, and no real model is asked.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int ROUNDS = 20;
  private static final int VISITORS = 10;
  private static final long MOST_MILLIS = 3_000;

  /** A long answer, one with a tool, and short ones for the rest of the time. */
  private static final List<String> QUESTIONS =
      List.of("How does streaming work?", "How warm is it in Lahore?", "Say hello.");

  /** What the offline model gives the tool. */
  record Place(String city) {}

  /**
   * An offline model under the name of the real one: the first run of a program prints the name.
   */
  private record Understudy(Model offline, String name) implements Model {
    @Override
    public Response respond(Request request) throws IOException {
      return offline.respond(request);
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events)
        throws IOException {
      return offline.stream(request, events);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private WarmUp() {}

  /** Returns when all is done, or when the time is up. */
  static void run(String serverAddress, Model model) throws InterruptedException {
    Thread thread = new Thread(() -> work(serverAddress, model), "warm up");
    thread.setDaemon(true);
    thread.start();
    thread.join(MOST_MILLIS);
  }

  private static void work(String serverAddress, Model model) {
    try {
      rehearse(serverAddress, model, Duration.ofMillis(MOST_MILLIS));
    } catch (IOException | RuntimeException e) {
      LOG.debug("The warm-up failed; the first answers will be slower", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Looks at the pages of the real server, and asks the other one.
   *
   * @return the answers
   */
  static List<String> rehearse(String serverAddress, Model model, Duration atMost)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    List<String> answers = new ArrayList<>();
    try (OfflineModel offline = OfflineModel.start(offlinemodel.Settings.instant());
        ChatServer rehearsal = start(offline.baseUrl(), model)) {
      HttpClient browser = HttpClient.newHttpClient();
      for (String path : List.of("/", "/api/chats", "/api/chats/main")) {
        browser.send(request(serverAddress, path).build(), BodyHandlers.discarding());
      }
      for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
        String question = QUESTIONS.get(Math.min(round, QUESTIONS.size() - 1));
        Stream.generate(() -> ask(browser, rehearsal.address(), question))
            .limit(VISITORS)
            .toList()
            .forEach(answer -> answers.add(answer.join().body()));
      }
    }
    return answers;
  }

  private static ChatServer start(String baseUrl, Model real) {
    Map<String, String> settings = Map.of("PORT", "0", "CHAT_DATABASE", "");
    FunctionTool weather =
        FunctionTool.of("get_weather", "The temperature.", Place.class, (context, place) -> 20);
    Agent agent =
        Agent.builder()
            .name("Rehearsal")
            .instructions("You explain things clearly.")
            .tool(weather)
            .build();
    var client = OpenAIDefaults.newClient(baseUrl, "warm-up");
    Model model =
        real instanceof OpenAIChatCompletionsModel
            ? new OpenAIChatCompletionsModel("warm-up", client)
            : new OpenAIResponsesModel("warm-up", client);
    return ChatServer.start(
        agent,
        RunConfig.builder().model(new Understudy(model, real.toString())).build(),
        new WhichModel(model, "warm-up", true),
        Settings.from(name -> Optional.ofNullable(settings.get(name)), Settings.Timing.USUAL));
  }

  private static CompletableFuture<HttpResponse<String>> ask(
      HttpClient browser, String address, String question) {
    HttpRequest request =
        request(address, "/api/agent/stream")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"input\": \"" + question + "\"}"))
            .build();
    return browser.sendAsync(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String address, String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }
}
