package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as a client meets it. */
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {
  private static final String RESPONSES = "{'model':'m','stream':true,'input':'Hello there'}";
  private static final String CHAT =
      "{'model':'m','stream':true,'messages':[{'role':'user','content':'Hello there'}]}";
  private static final String TOOLS =
      "'tools':[{'type':'function','name':'get_exchange_rate','parameters':{'type':'object',"
          + "'properties':{'from':{'type':'string'},'to':{'type':'string'}}}}]";
  private static final String RATE =
      "{'role':'user','content':'What is the exchange rate from EUR to PKR?'}";
  private static final String RATE_CALLED =
      RATE
          + ",{'type':'function_call','call_id':'a','name':'x','arguments':'{'}"
          + ",{'type':'function_call_output','call_id':'a','output':'An error'}";

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED, invalid_api_key",
    "403, FORBIDDEN, unsupported_country_region_territory",
    "404, NOT_FOUND, model_not_found",
    "429, RATE_LIMITED, rate_limit_exceeded",
    "429, NO_CREDIT, insufficient_quota",
    "400, TOO_LONG, context_length_exceeded",
    "500, SERVER_ERROR, null",
    "503, UNAVAILABLE, null"
  })
  void answersWithAStatus(int status, Fault fault, String code) throws Exception {
    try (Client client = Client.with(fault)) {
      for (HttpResponse<String> response :
          List.of(client.post("responses", RESPONSES), client.post("chat/completions", CHAT))) {
        assertEquals(status, response.statusCode());
        assertEquals(code, Json.parse(response.body()).at("/error/code").asText());
        assertEquals(status == 429, response.headers().firstValue("Retry-After").isPresent());
      }
    }
  }

  @Test
  void refusesTheConnection() {
    try (Client client = Client.with(Fault.REFUSE_CONNECTION)) {
      assertThrows(ConnectException.class, () -> client.post("responses", RESPONSES));
    }
  }

  @Test
  void signsItsCertificateItself() {
    try (Client client = Client.with(Fault.UNTRUSTED_CERTIFICATE)) {
      Exception refused =
          assertThrows(SSLHandshakeException.class, () -> client.post("responses", RESPONSES));
      assertTrue(refused.getMessage().contains("PKIX"), refused.getMessage());
    }
  }

  @Test
  void speaksPlainHttpWhereItShouldEncrypt() throws Exception {
    try (Client client = Client.with(Fault.NO_HTTPS)) {
      String url = client.model().baseUrl();
      assertTrue(url.startsWith("https://"), url);
      assertEquals(200, client.get(url.replace("https:", "http:") + "/models").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RESPONSES, "{'model':'m','input':'Hello there'}"})
  void cutsTheConnectionInTheMiddle(String request) {
    try (Client client = Client.with(Fault.CUT)) {
      assertThrows(IOException.class, () -> client.post("responses", request));
    }
  }

  @Test
  void showsWhatCameBeforeTheCut() throws Exception {
    // Paced, for this client forgets what has arrived together with an error. If it is slow itself,
    // it needs a slower pace.
    List<String> seen = new ArrayList<>();
    for (int pace = 10; seen.isEmpty() && pace < 1000; pace *= 2) {
      try (Client client = new Client(new Settings(pace, Fault.CUT))) {
        Iterator<String> lines = client.lines("chat/completions", CHAT).body().iterator();
        assertThrows(RuntimeException.class, () -> lines.forEachRemaining(seen::add));
      }
      seen.removeIf(line -> !line.startsWith("data: "));
    }
    assertTrue(String.join("", seen).contains("\"content\":\"This"), seen.toString());
    assertFalse(seen.contains("data: [DONE]"));
  }

  @Test
  void stallsUntilItIsClosed() throws Exception {
    Client client = Client.with(Fault.STALL);
    try (Stream<String> body = client.lines("responses", RESPONSES).body()) {
      Iterator<String> lines = body.iterator();
      while (!lines.next().contains("output_text.delta")) {}
      client.close();
      assertThrows(RuntimeException.class, () -> lines.forEachRemaining(line -> {}));
    }
  }

  @Test
  void takesItsTimeBeforeTheFirstWord() throws Exception {
    long took = 0;
    for (int i = 0; i < 5 && took < 2_000_000_000L; i++) { // a slow machine may look too late
      try (Client client = Client.with(Fault.SLOW_FIRST_TOKEN)) {
        Iterator<String> lines = client.lines("responses", RESPONSES).body().iterator();
        assertEquals("event: response.created", lines.next());
        long start = System.nanoTime();
        while (!lines.next().contains("output_text.delta")) {}
        took = System.nanoTime() - start;
      }
    }
    assertTrue(took >= 2_000_000_000L, took + " ns");
  }

  @Test
  void reportsAnErrorInsideTheStream() throws Exception {
    try (Client client = Client.with(Fault.ERROR_EVENT)) {
      List<JsonNode> events = client.stream("responses", RESPONSES);
      JsonNode error = events.get(events.size() - 2);
      assertEquals("error", error.get("type").asText());
      assertEquals(events.size() - 2, error.get("sequence_number").asInt());
      assertEquals("server_error", error.at("/error/code").asText());
      assertEquals("failed", events.get(events.size() - 1).at("/response/status").asText());

      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      assertEquals("server_error", chunks.get(chunks.size() - 1).at("/error/type").asText());
    }
  }

  @Test
  void endsWithoutSayingSo() throws Exception {
    try (Client client = Client.with(Fault.NO_FINISH)) {
      assertFalse(client.post("responses", RESPONSES).body().contains("response.completed"));
      String chat = client.post("chat/completions", CHAT).body();
      assertFalse(chat.contains("\"stop\"") || chat.contains("[DONE]"));
    }
  }

  @Test
  void sendsOneBrokenEvent() throws Exception {
    try (Client client = Client.with(Fault.BAD_JSON)) {
      assertEquals(
          1,
          client.stream("responses", RESPONSES).stream().filter(JsonNode::isMissingNode).count());
      assertEquals(
          1,
          client.stream("chat/completions", CHAT).stream().filter(JsonNode::isMissingNode).count());
    }
  }

  @Test
  void cutsTheArgumentsOfTheFirstToolTurnOnly() throws Exception {
    try (Client client = Client.with(Fault.BAD_TOOL_JSON)) {
      assertEquals("{\"from\":\"EUR\",\"to\"", call(client, RATE).get("arguments").asText());
      assertEquals(
          "{\"from\":\"EUR\",\"to\":\"PKR\"}", call(client, RATE_CALLED).get("arguments").asText());
    }
  }

  @Test
  void callsAnUnknownToolOnce() throws Exception {
    try (Client client = Client.with(Fault.UNKNOWN_TOOL)) {
      assertEquals("no_such_tool", call(client, RATE).get("name").asText());
      assertEquals("get_exchange_rate", call(client, RATE_CALLED).get("name").asText());
    }
  }

  @Test
  void callsToolsForEver() throws Exception {
    try (Client client = Client.with(Fault.ENDLESS_TOOLS)) {
      assertEquals("function_call", call(client, RATE).get("type").asText());
      assertEquals("function_call", call(client, RATE_CALLED).get("type").asText());
    }
  }

  @Test
  void refusesToAnswer() throws Exception {
    try (Client client = Client.with(Fault.REFUSAL)) {
      List<JsonNode> events = client.stream("responses", RESPONSES);
      assertTrue(
          events.stream().anyMatch(e -> e.get("type").asText().equals("response.refusal.delta")));
      JsonNode part = events.get(events.size() - 1).at("/response/output/0/content/0");
      assertEquals("refusal", part.get("type").asText());

      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      assertEquals(
          part.get("refusal").asText(),
          Client.join(chunks, chunk -> chunk.at("/choices/0/delta/refusal")).replace("null", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "407, PROXY_PASSWORD, Sign in to use this proxy",
    "502, BAD_GATEWAY, 502 Bad Gateway",
    "200, HTML_PAGE, Sign in"
  })
  void answersWithAPage(int status, Fault fault, String title) throws Exception {
    try (Client client = Client.with(fault)) {
      for (HttpResponse<String> response :
          List.of(client.post("responses", RESPONSES), client.post("chat/completions", CHAT))) {
        assertEquals(status, response.statusCode());
        assertEquals(
            "text/html; charset=utf-8", response.headers().firstValue("Content-Type").get());
        assertTrue(response.body().contains(title), response.body());
      }
    }
  }

  @Test
  void redirectsToAPage() throws Exception {
    try (Client client = Client.with(Fault.REDIRECT)) {
      HttpResponse<String> response = client.post("responses", RESPONSES);
      assertEquals(302, response.statusCode());
      String location = response.headers().firstValue("Location").get();
      String page = client.model().baseUrl().replace("/v1", location);
      assertTrue(client.get(page).body().contains("Sign in"));
    }
  }

  @Test
  void answersWithAnErrorInThePlaceOfAStream() throws Exception {
    try (Client client = Client.with(Fault.JSON_ERROR)) {
      for (HttpResponse<String> response :
          List.of(client.post("responses", RESPONSES), client.post("chat/completions", CHAT))) {
        assertEquals(200, response.statusCode());
        assertEquals("application/json", response.headers().firstValue("Content-Type").get());
        assertEquals("server_error", Json.parse(response.body()).at("/error/type").asText());
      }
    }
  }

  @Test
  void hangsUp() {
    try (Client client = Client.with(Fault.HANG_UP)) {
      assertThrows(IOException.class, () -> client.post("responses", RESPONSES));
      assertThrows(IOException.class, () -> client.post("responses", "{'model':'m','input':'Hi'}"));
    }
  }

  @Test
  void saysNothingUntilItIsClosed() throws Exception {
    Client client = Client.with(Fault.SILENCE);
    var response = client.postAsync("responses", RESPONSES);
    assertThrows(TimeoutException.class, () -> response.get(1, TimeUnit.SECONDS));
    client.close();
    assertThrows(ExecutionException.class, () -> response.get(30, TimeUnit.SECONDS));
  }

  @Test
  void staysOpenAfterTheFinishReason() throws Exception {
    try (Client client = Client.with(Fault.STALL_AT_END);
        Stream<String> body = client.lines("chat/completions", CHAT).body()) {
      List<String> seen = new ArrayList<>();
      Iterator<String> lines = body.iterator();
      while (seen.stream().filter(": ping"::equals).count() < 2) seen.add(lines.next());
      int finish = seen.indexOf(": ping") - 2;
      assertTrue(seen.get(finish).contains("\"finish_reason\":\"stop\""), seen.get(finish));
      assertFalse(seen.contains("data: [DONE]"));
    }
    try (Client client = Client.with(Fault.STALL_AT_END);
        Stream<String> body = client.lines("responses", RESPONSES).body()) {
      Iterator<String> lines = body.iterator();
      while (!lines.next().equals("event: response.completed")) {}
      assertTrue(lines.next().startsWith("data: "));
      assertEquals("", lines.next());
      assertEquals(": ping", lines.next());
    }
  }

  @Test
  void endsInsideAnEvent() throws Exception {
    try (Client client = Client.with(Fault.CUT_EVENT)) {
      for (HttpResponse<String> response :
          List.of(client.post("responses", RESPONSES), client.post("chat/completions", CHAT))) {
        List<String> data = Client.data(response.body()).toList();
        assertTrue(Json.parse(data.get(data.size() - 1)).isMissingNode());
        assertFalse(response.body().endsWith("\n"));
      }
    }
  }

  @Test
  void hasCharactersThatEndNoLine() throws Exception {
    try (Client client = Client.with(Fault.LINE_SEPARATORS)) {
      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      String text = Client.join(chunks, chunk -> chunk.at("/choices/0/delta/content"));
      assertTrue(text.contains("This\u2028is\u2029the\u0085offline model"), text);
      // Raw, and not as escapes that a reader of lines never meets.
      assertTrue(client.post("responses", RESPONSES).body().contains("\u2028"));
    }
  }

  @Test
  void writesLatin1AndCallsItUtf8() throws Exception {
    try (Client client = Client.with(Fault.INVALID_UTF8)) {
      for (String request : List.of(RESPONSES, "{'model':'m','input':'Hello there'}")) {
        // A client that reads it as UTF-8 finds a byte that stands for nothing.
        String body = client.post("responses", request).body();
        assertTrue(body.contains("Voil\uFFFD"), body);
      }
    }
  }

  @Test
  void sendsAnEventOf17Megabytes() throws Exception {
    try (Client client = Client.with(Fault.OVERSIZED_EVENT)) {
      List<String> data = Client.data(client.post("chat/completions", CHAT).body()).toList();
      assertEquals(1, data.stream().filter(event -> event.length() > 17_000_000).count());
      assertTrue(data.get(1).length() < 1000, data.get(1));
    }
  }

  @Test
  void thinksAndSaysNothing() throws Exception {
    try (Client client = Client.with(Fault.ONLY_THOUGHTS)) {
      String thoughts = "The question is short, so is the answer.";
      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      assertEquals("", Client.join(chunks, chunk -> chunk.at("/choices/0/delta/content")));
      assertEquals(
          thoughts, Client.join(chunks, chunk -> chunk.at("/choices/0/delta/reasoning_content")));
      assertEquals("stop", chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText());
      JsonNode completion = client.ask("chat/completions", CHAT.replace("'stream':true,", ""));
      assertTrue(completion.at("/choices/0/message/content").isNull());
      assertEquals(thoughts, completion.at("/choices/0/message/reasoning_content").asText());

      List<JsonNode> events = client.stream("responses", RESPONSES);
      assertEquals(thoughts, Client.join(events, event -> event.path("delta")));
      JsonNode output = events.get(events.size() - 1).at("/response/output");
      assertEquals(1, output.size());
      assertEquals("reasoning", output.at("/0/type").asText());
      assertEquals(thoughts, output.at("/0/summary/0/text").asText());
    }
  }

  @Test
  void tellsTheUsageInWords() throws Exception {
    String usage = "{'stream_options':{'include_usage':true},";
    try (Client client = Client.with(Fault.BAD_USAGE)) {
      List<JsonNode> chunks = client.stream("chat/completions", usage + CHAT.substring(1));
      assertEquals("some", chunks.get(chunks.size() - 1).at("/usage/total_tokens").textValue());
      List<JsonNode> events = client.stream("responses", RESPONSES);
      assertEquals(
          "some", events.get(events.size() - 1).at("/response/usage/output_tokens").textValue());
      JsonNode whole = client.ask("responses", "{'model':'m','input':'Hello there'}");
      assertEquals("some", whole.at("/usage/input_tokens").textValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_TOKENS, length, max_output_tokens",
    "CONTENT_FILTER, content_filter, content_filter"
  })
  void stopsTheAnswer(Fault fault, String chatReason, String reason) throws Exception {
    try (Client client = Client.with(fault)) {
      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      String said = Client.join(chunks, chunk -> chunk.at("/choices/0/delta/content"));
      assertTrue(said.startsWith("This is the offline model") && !said.endsWith("."), said);
      assertEquals(
          chatReason, chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText());

      List<JsonNode> events = client.stream("responses", RESPONSES);
      JsonNode last = events.get(events.size() - 1);
      assertEquals("response.incomplete", last.get("type").asText());
      assertEquals("incomplete", last.at("/response/status").asText());
      assertEquals(reason, last.at("/response/incomplete_details/reason").asText());
      assertEquals(said, last.at("/response/output/0/content/0/text").asText());
      assertEquals("incomplete", last.at("/response/output/0/status").asText());

      JsonNode call = call(client, RATE);
      assertEquals("incomplete", call.get("status").asText());
      assertTrue(Json.parse(call.get("arguments").asText()).isMissingNode());
    }
  }

  @Test
  void saysNothingAtAll() throws Exception {
    try (Client client = Client.with(Fault.EMPTY)) {
      List<JsonNode> chunks = client.stream("chat/completions", CHAT);
      assertEquals("", Client.join(chunks, chunk -> chunk.at("/choices/0/delta/content")));
      assertEquals("stop", chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText());

      List<JsonNode> events = client.stream("responses", RESPONSES);
      JsonNode last = events.get(events.size() - 1);
      assertEquals("completed", last.at("/response/status").asText());
      assertTrue(last.at("/response/output").isEmpty());
    }
  }

  private static JsonNode call(Client client, String input) throws Exception {
    return client
        .ask("responses", "{'model':'m','input':[" + input + "]," + TOOLS + "}")
        .at("/output/0");
  }
}
