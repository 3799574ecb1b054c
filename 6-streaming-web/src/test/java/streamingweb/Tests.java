package streamingweb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.FunctionTool;
import agents.Model;
import agents.RunConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import wire.Json;

/** A chat server and a client of it, which has one session. */
final class Tests implements AutoCloseable {
  /** The bound of every wait: far from what is usual, there to catch what hangs. */
  static final Duration HANGS = Duration.ofSeconds(60);

  record WeatherArgs(String city) {}

  final ChatServer server;
  private final HttpClient client;

  Tests(Model model) throws IOException {
    this(model, settings());
  }

  Tests(Model model, Settings settings) {
    this(start(agent(model), settings), newClient());
  }

  Tests(Agent agent) throws IOException {
    this(start(agent, settings()), newClient());
  }

  private Tests(ChatServer server, HttpClient client) {
    this.server = server;
    this.client = client;
  }

  static ChatServer start(Agent agent, Settings settings) {
    WhichModel model = new WhichModel(null, "test-model", true);
    return ChatServer.start(agent, RunConfig.builder().build(), model, settings);
  }

  /** The same browser at another server. */
  Tests movedTo(ChatServer other) {
    return new Tests(other, client);
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .cookieHandler(new CookieManager())
        .build();
  }

  static Agent agent(Model model) {
    FunctionTool weather =
        FunctionTool.of(
            "get_weather",
            "The temperature.",
            WeatherArgs.class,
            (context, asked) -> {
              if (asked.city().equals("Atlantis")) {
                throw new IllegalArgumentException("It has sunk.");
              }
              return asked.city().equals("Oslo") ? 9 : 31;
            });
    return Agent.builder().name("Test").tool(weather).model(model).build();
  }

  /**
   * All is quick, but clients are as patient as usual, and no lease ends because a thread waits.
   */
  static final Settings.Timing QUICK =
      new Settings.Timing(
          Duration.ofMillis(50),
          Settings.Timing.USUAL.patience(),
          Duration.ofMillis(100),
          Duration.ofSeconds(50),
          Duration.ofMillis(200),
          Settings.Timing.USUAL.request());

  static Settings settings(String... variables) throws IOException {
    return settings(QUICK, variables);
  }

  /** A free port, a database of its own and no limits; then the variables, as name, value, … */
  static Settings settings(Settings.Timing timing, String... variables) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("PORT", "0");
    all.put("CHAT_MAX_RUNS", "300");
    all.put("CHAT_QUESTIONS_PER_MINUTE", "1000000");
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    if (!all.containsKey("CHAT_DATABASE")) {
      all.put("CHAT_DATABASE", temp().resolve("chats.db").toString());
    }
    return Settings.from(name -> Optional.ofNullable(all.get(name)), timing);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpClient client() {
    return client;
  }

  /** The names of the browser's cookies. */
  List<String> cookies() {
    var jar = ((CookieManager) client.cookieHandler().orElseThrow()).getCookieStore();
    return jar.getCookies().stream().map(HttpCookie::getName).toList();
  }

  HttpRequest.Builder ask(String question) {
    return json(Json.object().put("input", question).toString());
  }

  HttpRequest.Builder json(String body) {
    return HttpRequest.newBuilder(at("/api/agent/stream"))
        .timeout(HANGS)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The events of an answer, as they come. */
  Events stream(HttpRequest.Builder request) throws Exception {
    HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + ": " + response.body().toList());
    }
    return new Events(response.body());
  }

  /** All that the answer to a question consists of. */
  List<JsonNode> answer(String question) throws Exception {
    try (Events events = stream(ask(question))) {
      return events.rest();
    }
  }

  JsonNode history() throws Exception {
    return chat().path("messages");
  }

  JsonNode list() throws Exception {
    return Json.parse(send(get("/api/chats")).body()).path("chats");
  }

  JsonNode chat() throws Exception {
    return Json.parse(send(get("/api/chats/main")).body());
  }

  void stop() throws Exception {
    send(post("/api/chats/main/stop"));
  }

  void delete() throws Exception {
    send(HttpRequest.newBuilder(at("/api/chats/main")).DELETE());
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(at(path)).timeout(HANGS);
  }

  HttpRequest.Builder post(String path) {
    return HttpRequest.newBuilder(at(path)).timeout(HANGS).POST(BodyPublishers.noBody());
  }

  @Override
  public void close() {
    server.close();
  }

  static String text(List<JsonNode> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(Json.string(event, "/delta")));
    return text.toString();
  }

  static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> Json.string(event, "/type")).toList();
  }

  /** What a client gets that comes when everything is there. */
  static List<String> all(EventLog log) throws IOException, InterruptedException {
    List<String> events = new ArrayList<>();
    log.read(() -> {})
        .sendTo(
            event -> {
              events.add(event);
              return CompletableFuture.completedFuture(null);
            },
            QUICK);
    return events;
  }

  interface Action {
    void run() throws Exception;
  }

  /** The lines of the log while something is done. */
  static List<String> log(Action action) throws Exception {
    PrintStream usual = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(usual);
    }
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("[model ")) // which the first run prints
        .toList();
  }

  static void await(Semaphore signal, String what) throws InterruptedException {
    assertTrue(signal.tryAcquire(HANGS.toSeconds(), TimeUnit.SECONDS), "waited for " + what);
  }

  /**
   * A port for another program, which may need a while to take it. The system gives none of these
   * to anybody who takes any free one, such as the many clients and servers of the tests.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (IOException e) {
        // It is taken: try another one.
      }
    }
  }

  static Path temp() throws IOException {
    return Files.createTempDirectory("chat");
  }

  /** Server-sent events, read line by line. */
  static final class Events implements AutoCloseable {
    private final Stream<String> stream;
    private final Iterator<String> lines;
    boolean done;

    Events(Stream<String> stream) {
      this.stream = stream;
      lines = stream.iterator();
    }

    /** The next event; null at [DONE]. */
    JsonNode next() {
      while (true) {
        String line = lines.next();
        if (line.equals("data: " + EventLog.DONE)) {
          done = true;
          return null;
        }
        if (line.startsWith("data: ")) {
          return Json.parse(line.substring("data: ".length()));
        }
      }
    }

    /** Reads up to the next event of this type. */
    JsonNode until(String type) {
      JsonNode event = next();
      while (!Json.string(event, "/type").equals(type)) {
        event = next();
      }
      return event;
    }

    /** Whether there is nothing after [DONE] but the empty line; throws if it broke off. */
    boolean isOver() {
      return lines.next().isEmpty() && !lines.hasNext();
    }

    List<JsonNode> rest() {
      List<JsonNode> events = new ArrayList<>();
      for (JsonNode event = next(); event != null; event = next()) {
        events.add(event);
      }
      return events;
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
