package agents;

import static agents.Http.json;
import static agents.Http.sse;
import static org.junit.jupiter.api.Assertions.*;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.credential.BearerTokenCredential;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that fails, as a user sees it: one line that says what happened at which host. */
@Timeout(60)
class TroubleTest {
  private static final String ERROR =
      "{\"error\":{\"message\":\"It went\\nwrong.\",\"type\":\"t\",\"code\":\"c\"}}";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Runs over one API, whole or streamed, and gives the message of the failure. */
  static String failure(
      Class<? extends AgentsException> type,
      String api,
      boolean streamed,
      String url,
      String host) {
    Agent agent = Tools.agent(Http.model(api, url));
    var error =
        assertThrows(
            type,
            () -> {
              if (streamed) {
                try (var run = Runner.runStreamed(agent, "Hi")) {
                  Events.all(run);
                }
              } else {
                Runner.runSync(agent, "Hi");
              }
            });
    String message = error.getMessage();
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains("sk-secret"), message);
    assertTrue(message.contains(host), message);
    assertTrue(message.length() < 700, "It has " + message.length() + " characters.");
    return message;
  }

  private String failure(
      Class<? extends AgentsException> type, String api, boolean streamed, MockResponse answer) {
    // However often it is tried again.
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
    String host = server.getHostName() + ":" + server.getPort();
    return failure(type, api, streamed, Http.url(server), host);
  }

  static Stream<Arguments> everyWay() {
    return Stream.of("responses", "chat")
        .flatMap(api -> Stream.of(false, true).map(streamed -> Arguments.of(api, streamed)));
  }

  static Stream<Arguments> everyStatus() {
    return Stream.of(
            "401 API key",
            "403 API key",
            "404 Check the base URL",
            "429 Too many requests",
            "500 later",
            "503 later",
            "400 accept")
        .flatMap(
            line ->
                everyWay()
                    .map(
                        way ->
                            Arguments.of(
                                Integer.parseInt(line.substring(0, 3)),
                                line.substring(4),
                                way.get()[0],
                                way.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("everyStatus")
  void aStatusSaysWhatToDo(int status, String advice, String api, boolean streamed) {
    String message = failure(ModelCallError.class, api, streamed, json(status, ERROR));
    assertTrue(message.contains(advice) && message.contains("" + status), message);
    assertTrue(message.contains("It went wrong"), message);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void anErrorInAnArray(String api, boolean streamed) {
    String message = failure(ModelCallError.class, api, streamed, json(404, "[" + ERROR + "]"));
    assertTrue(message.contains("It went wrong") && !message.contains("{"), message);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void anErrorWithANumberAsCodeAndNoType(String api, boolean streamed) {
    String body = "{\"error\":{\"code\":400,\"message\":\"It went wrong.\",\"status\":\"BAD\"}}";
    String message = failure(ModelCallError.class, api, streamed, json(400, body));
    assertTrue(message.contains("It went wrong"), message);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void anErrorAsAPageOfHtml(String api, boolean streamed) {
    String page = "<html>\n<body><h1>Bad gateway</h1>\n" + "<p>no</p>".repeat(999) + "</body>";
    MockResponse html = json(502, page).newBuilder().setHeader("Content-Type", "text/html").build();
    String message = failure(ModelCallError.class, api, streamed, html);
    assertTrue(message.contains("502") && !message.contains("<"), message);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aKeyThatTheServerRepeatsIsNotShown(String api, boolean streamed) {
    String body = "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret.\"}}";
    failure(ModelCallError.class, api, streamed, json(401, body));
  }

  /** However it reaches a client: this one has no shape that a pattern would know. */
  @ParameterizedTest
  @ValueSource(strings = {"azure", "bearer", "admin", "header", "auth", "cookie", "parameter"})
  void aKeyOfAClientOfYoursIsNotShownEither(String way) throws Exception {
    String key = "plain.Key+of/" + way;
    var client = OpenAIOkHttpClient.builder().baseUrl(Http.url(server)).maxRetries(0);
    switch (way) {
      case "azure" -> client.credential(AzureApiKeyCredential.create(key));
      case "bearer" -> client.credential(BearerTokenCredential.create(() -> key));
      case "admin" -> client.apiKey("none").adminApiKey(key);
      case "header" -> client.apiKey("none").putHeader("X-Api-Key", key);
      case "auth" -> client.apiKey("none").putHeader("Proxy-Authorization", "Bearer " + key);
      case "cookie" -> client.apiKey("none").putHeader("Cookie", key);
      default -> client.apiKey("none").putQueryParam("key", key);
    }
    server.enqueue(json(401, "{\"error\":{\"message\":\"No such key: " + key + "\"}}"));
    Agent agent = Tools.agent(new OpenAIChatCompletionsModel("m", client.build()));
    var error = assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Hi"));
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed, true));
    assertFalse(printed.toString().contains(key), printed.toString());
    assertTrue(error.getMessage().contains("No such key: (a key)"), error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aPageOfHtmlInsteadOfAnAnswer(String api, boolean streamed) {
    MockResponse html = sse("<!DOCTYPE html>\n<html><body>Welcome</body></html>");
    failure(ModelBehaviorError.class, api, streamed, html);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void anEmptyAnswer(String api, boolean streamed) {
    // A stream that just ends is a connection that broke off.
    failure(streamed ? ModelCallError.class : ModelBehaviorError.class, api, streamed, sse(""));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void someOtherJsonInsteadOfAnAnswer(String api, boolean streamed) {
    failure(ModelBehaviorError.class, api, streamed, json(200, "{\"hello\":\"world\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void aWholeAnswerInsteadOfAStream(String api) {
    boolean chat = api.equals("chat");
    MockResponse whole = chat ? Http.chatText("Hello") : Http.responsesText("Hello");
    failure(ModelBehaviorError.class, api, true, whole);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aRedirect(String api, boolean streamed) {
    server.enqueue(
        new MockResponse.Builder().code(302).setHeader("Location", "/v2/elsewhere").build());
    server.enqueue(sse("<html>Log in</html>"));
    String host = server.getHostName() + ":" + server.getPort();
    String message = failure(ModelCallError.class, api, streamed, Http.url(server), host);
    assertTrue(message.contains("redirected to http"), message);
    assertTrue(message.contains("/v2/elsewhere: put that address into the base URL"), message);
  }
}
