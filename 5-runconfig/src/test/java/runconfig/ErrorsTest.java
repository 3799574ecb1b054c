package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.AgentsException;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.Runner;
import java.io.IOException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers say when they refuse, as a reader of one line sees it. */
@Timeout(60)
class ErrorsTest {
  private static final String PAGE =
      "<html><head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body></html>";

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of(
            "an array", "[{\n \"error\": {\"code\": 400, \"message\": \"No such thing.\"}\n}]\n"),
        Arguments.of("numeric code", "{\"error\":{\"code\":400,\"message\":\"No such thing.\"}}"),
        Arguments.of("flat", "{\"object\":\"error\",\"message\":\"No such thing.\",\"code\":3051}"),
        Arguments.of("a string", "{\"code\":\"invalid\",\"error\":\"No such thing.\"}"),
        Arguments.of("a detail", "{\"detail\":\"No such thing.\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void theMessageIsFoundInTheBody(String shape, String body) throws IOException {
    String message = failure(answer(400, "application/json", body), true);
    assertTrue(message.contains("did not accept the request (400: No such thing)."), message);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyDialectsErrorsAreReadable(Dialect dialect) {
    try (Provider provider = new Provider(dialect, Fault.NOT_FOUND)) {
      String message = failure(provider.chat(), true);
      assertTrue(
          message.contains("(404: The model `m` does not exist or you do not have access to it)."),
          message);
    }
  }

  @Test
  void aQuotaSaysWhenToTryAgain() {
    try (Provider provider = new Provider(Dialect.GEMINI, Fault.RATE_LIMITED)) {
      String message = failure(provider.chat(), true);
      assertTrue(message.contains("You exceeded your current quota"), message);
      assertTrue(message.contains("34s"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProxysPageIsCalledWhatItIs(boolean streamed) throws IOException {
    String message = failure(answer(502, "text/html", PAGE), streamed);
    assertTrue(message.contains("502: a web page"), message);
    assertFalse(message.contains("Unknown"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, "{\"status\":\"ok\"}", "{\n  \"status\": \"ok\"\n}", "", "OK\n"})
  void a200ThatIsNoStreamIsAnError(String body) throws IOException {
    String message = failure(answer(200, "application/json", body), true);
    assertFalse(message.isBlank());
  }

  @Test
  void anErrorWithStatus200IsAnError() throws IOException {
    String body =
        "[{\n  \"error\": {\n    \"code\": 429,\n    \"message\": \"No more.\"\n  }\n}\n]";
    String message = failure(answer(200, "application/json", body), true);
    assertTrue(message.contains("No more."), message);
  }

  private static MockResponse answer(int status, String type, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", type)
        .setHeader("x-should-retry", "false")
        .body(body)
        .build();
  }

  private static String failure(MockResponse answer, boolean streamed) throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(answer);
      server.start();
      var client = OpenAIDefaults.newClient(server.url("/v1").toString(), "none");
      return failure(new OpenAIChatCompletionsModel("m", client), streamed);
    }
  }

  private static String failure(Model model, boolean streamed) {
    RunConfig config = RunConfig.builder().model(model).build();
    var error =
        assertThrows(
            AgentsException.class,
            () -> {
              if (streamed) {
                try (var run = Runner.runStreamed(Provider.agent(), "Hi.", config)) {
                  run.streamEvents().forEach(event -> {});
                }
              } else {
                Runner.runSync(Provider.agent(), "Hi.", config);
              }
            });
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    return error.getMessage();
  }
}
