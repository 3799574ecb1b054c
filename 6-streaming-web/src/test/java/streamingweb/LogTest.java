package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;

/** The log says what went wrong, and nothing that was said in a chat. */
@Timeout(120)
class LogTest {
  private static final String SECRET = "My secret is a blue whale";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'error':{'message':'Cannot read: %s','code':'bad_prompt'}} | 400 (bad_prompt)",
        "400 | {'error':{'message':'No','code':'%s'}} | 400 (no code)",
        "429 | {'error':{'message':'Slow down'},'retryDelay':'%s'} | 429 (no code)",
        "401 | {'error':{'message':'%s and sk-secret-key'}} | status 401",
        "200 | data: {'type':'error','message':'Cannot read: %s'}~~ | UnreadableAnswer",
        "200 | data: %s~~ | UnreadableAnswer",
        "200 | <html>%s</html> | UnreadableAnswer",
        "200 | data: {'type':'response.created'}~~ | broke off"
      })
  void aProviderThatQuotesTheQuestion(int status, String body, String logged) throws Exception {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] said =
        body.formatted(SECRET)
            .replace('\'', '"')
            .replace('~', '\n')
            .getBytes(StandardCharsets.UTF_8);
    provider.createContext(
        "/",
        request -> {
          request.getRequestBody().readAllBytes();
          request.getResponseHeaders().add("X-Should-Retry", "false");
          String type = status == 200 ? "text/event-stream" : "application/json";
          request.getResponseHeaders().add("Content-Type", type);
          request.sendResponseHeaders(status, said.length);
          request.getResponseBody().write(said);
          request.close();
        });
    provider.start();
    String url = "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
    var model =
        new OpenAIResponsesModel("test-model", OpenAIDefaults.newClient(url, "sk-secret-key"));
    try (Tests chat = new Tests(model)) {
      List<String> log = Tests.log(() -> chat.answer(SECRET));
      assertEquals(1, log.size(), log.toString());
      assertTrue(log.get(0).contains(logged), log.toString());
      assertFalse(log.get(0).contains("whale"), log.toString());
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void aModelThatQuotesTheQuestion() throws Exception {
    try (Tests chat = new Tests(new ExerciseModel(Answer.calls(SECRET, "{}")))) {
      List<String> log = Tests.log(() -> chat.answer(SECRET));
      assertEquals(1, log.size(), log.toString());
      assertFalse(log.get(0).contains("whale"), log.toString());
    }
  }

  @Test
  void aHostThatIsAwayIsNamed() throws Exception {
    var client = OpenAIDefaults.newClient("http://127.0.0.1:1/v1", "none");
    try (Tests chat = new Tests(new OpenAIResponsesModel("test-model", client))) {
      List<String> log = Tests.log(() -> chat.answer("Hello"));
      assertTrue(log.get(0).contains("Cannot connect to test-model at 127.0.0.1"), log.toString());
    }
  }
}
