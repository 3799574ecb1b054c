package streamingweb;

import static org.junit.jupiter.api.Assertions.*;
import static testkit.ExerciseModel.Answer.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;
import wire.Json;

/** What the server does not do, and how it says so. */
@Timeout(120)
class RefusalTest {
  private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/141";

  private final ExerciseModel model = new ExerciseModel(text("Yes."));
  private Tests chat;

  @BeforeEach
  void start() throws IOException {
    chat = new Tests(model);
  }

  @AfterEach
  void close() {
    chat.close();
  }

  private static void assertRefused(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
    assertFalse(Json.string(Json.parse(response.body()), "/error").isEmpty());
    assertFalse(response.body().contains("\tat "), "a stack trace: " + response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "3", "{}", "{\"input\":\" \"}", "{\"input\":\"\\u0000\\u200b\"}"})
  void aBodyWithoutAQuestion(String body) throws Exception {
    assertRefused(400, chat.send(chat.json(body)));
  }

  /** The AI SDK's clients show the body of a refusal as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[{}]}",
        "{\"messages\":[],\"id\":\"a/b\"}",
        "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"file\"}]}]}"
      })
  void theAiSdkIsRefusedInASentence(String body) throws Exception {
    HttpResponse<String> response = chat.send(chat.json(body));
    assertEquals(400, response.statusCode());
    assertTrue(response.body().matches("[A-Z][^\n<]+"), response.body());
  }

  @Test
  void aGetWithoutAQuestion() throws Exception {
    assertRefused(400, chat.send(HttpRequest.newBuilder(chat.at("/chat/stream"))));
  }

  @Test
  void aQuestionThatIsTooLong() throws Exception {
    assertRefused(400, chat.send(chat.ask("x".repeat(16_001))));
    assertTrue(Tests.text(chat.answer("x".repeat(16_000))).contains("Yes."));
  }

  @Test
  void aBodyThatIsTooLong() throws Exception {
    assertRefused(413, chat.send(chat.ask("x".repeat(1_100_000))));
    InputStream endless = new ByteArrayInputStream(new byte[1_100_000]);
    HttpRequest.Builder chunked =
        HttpRequest.newBuilder(chat.at("/api/agent/stream"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> endless));
    assertRefused(413, chat.send(chunked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void aBodyThatIsNotDeclaredAsJson(String type) throws Exception {
    assertRefused(415, chat.send(chat.ask("Hello").setHeader("Content-Type", type)));
  }

  @Test
  void aSecondAnswerInOneSession() throws Exception {
    try (Upstream upstream = new Upstream();
        Tests chat = new Tests(upstream.model());
        Tests.Events first = chat.stream(chat.ask("Hello"))) {
      upstream.awaitRequest();
      assertRefused(409, chat.send(chat.ask("And you?")));
      assertRefused(409, chat.send(HttpRequest.newBuilder(chat.at("/chat/stream?message=And"))));
      try (SocketClient socket = new SocketClient(chat)) {
        socket.ask("And you?");
        assertEquals("error", Json.string(socket.next(), "/type"));
      }
      upstream.open();
      assertTrue(Tests.types(first.rest()).contains("finish"));
      assertTrue(Tests.types(chat.answer("And you?")).contains("finish"));
      assertEquals(2, upstream.requests.size());
    }
  }

  /** It would come back with each frame of the answer. */
  @Test
  void aRequestIdThatIsTooLong() throws Exception {
    try (SocketClient socket = new SocketClient(chat)) {
      String id = "x".repeat(101);
      socket.send("{\"type\":\"send\",\"requestId\":\"%s\",\"input\":\"Hi\"}".formatted(id));
      JsonNode refusal = socket.next();
      assertEquals("error", Json.string(refusal, "/type"));
      assertTrue(refusal.toString().contains("at most 100"), refusal.toString());
      assertEquals(0, model.requests.size());
    }
  }

  @Test
  void bytesOverTheWebSocket() throws Exception {
    SocketClient socket = new SocketClient(chat);
    socket.send(new byte[] {1, 2, 3});
    assertEquals(1003, socket.closeStatus());
  }

  @Test
  void moreAnswersThanTheServerMayWrite() throws Exception {
    Settings one = Tests.settings("CHAT_MAX_RUNS", "1");
    try (Upstream upstream = new Upstream();
        Tests chat = new Tests(upstream.model(), one);
        Tests.Events first = chat.stream(chat.ask("Hello"))) {
      HttpRequest.Builder other = chat.ask("Hello from another browser");
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(other.build(), HttpResponse.BodyHandlers.ofString());
      assertRefused(503, response);
      assertEquals("5", response.headers().firstValue("retry-after").orElseThrow());
      upstream.open();
      first.rest();
      assertTrue(Tests.types(chat.answer("Now?")).contains("finish"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/agent/stream",
    "POST, /api/chats/main/stop",
    "GET, /chat/stream?message=Hello",
    "GET, /chat/stream/?message=Hello",
    "POST, /api/agent/stream/",
    "DELETE, /api/chats/main",
    "PATCH, /api/chats/main",
    "POST, /api/chats/main/restore"
  })
  void pagesOfOtherSites(String method, String path) throws Exception {
    for (String[] headers :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Origin", "http://127.0.0.1:1"},
          {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"User-Agent", BROWSER, "Accept", "image/*,*/*"},
        }) {
      assertRefused(403, chat.send(request(method, path).headers(headers)));
    }
    assertEquals(0, model.requests.size());
  }

  private HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(chat.at(path))
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(method.equals("POST") ? "{\"input\":\"Hi\"}" : ""));
  }

  @Test
  void ourOwnPageAndProgramsMay() throws Exception {
    String own = chat.at("").toString();
    for (String[] headers :
        new String[][] {
          {"Accept", "*/*"},
          {"Origin", own},
          {"Origin", own, "Sec-Fetch-Site", "same-origin"},
          {"Origin", "http://localhost:5173", "Sec-Fetch-Site", "same-origin"}, // a dev proxy
          {"User-Agent", BROWSER, "Accept", "text/event-stream"},
          {"User-Agent", BROWSER, "Origin", own},
        }) {
      HttpRequest.Builder get = HttpRequest.newBuilder(chat.at("/chat/stream?message=Hello"));
      assertEquals(200, chat.send(get.headers(headers)).statusCode(), List.of(headers).toString());
    }
  }

  @Test
  void aPageOfAnotherSiteOnTheWebSocket() {
    for (String origin : List.of("https://evil.example", "null", "http://localhost:1")) {
      assertThrows(CompletionException.class, () -> new SocketClient(chat, "Origin", origin));
    }
    assertThrows(
        CompletionException.class, () -> new SocketClient(chat, "Sec-Fetch-Site", "cross-site"));
  }

  /** DNS rebinding: a name of the attacker's that means 127.0.0.1 makes its page "same-origin". */
  @Test
  void anotherNameForThisMachine() throws Exception {
    String response = raw("GET /api/chats/main HTTP/1.1\r\nHost: evil.example:7070\r\n\r\n");
    assertTrue(response.startsWith("HTTP/1.1 403 "), response);
    assertTrue(response.endsWith("{\"error\":\"This chat is not available at this address.\"}"));
    for (String name : List.of("localhost:5173", "127.0.0.1", "[::1]:7070", "192.168.1.2:80")) {
      response = raw("GET /api/chats/main HTTP/1.1\r\nHost: " + name + "\r\n\r\n");
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }
  }

  @Test
  void aTrustedOriginMay() throws Exception {
    Settings settings = Tests.settings("CHAT_ORIGINS", "https://chat.example");
    try (Tests trusting = new Tests(model, settings)) {
      assertEquals(
          200,
          trusting.send(trusting.ask("Hi").header("Origin", "https://chat.example")).statusCode());
      assertEquals(
          403,
          trusting.send(trusting.ask("Hi").header("Origin", "https://evil.example")).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "GET /../../pom.xml HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /vendor/%2e%2e/index.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/chats/main HTTP/1.1\r\nHost: localhost\r\nCookie: chat=../../etc.node0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "rubbish\r\n\r\n"
      })
  void neverAStackTrace(String request) throws Exception {
    String response = raw(request);
    assertFalse(response.contains("\tat ") || response.contains("Exception"), response);
    assertFalse(response.contains("modelVersion"), response);
  }

  /** What the framework refuses before it reaches our routes looks like our own refusals. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "POST /api/agent/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
      })
  void theFrameworksOwnRefusalsAreJson(String request) throws Exception {
    String response = raw(request);
    assertTrue(response.startsWith("HTTP/1.1 4") || response.startsWith("HTTP/1.1 505"), response);
    assertTrue(response.contains("Content-Type: application/json\r\n"), response);
    JsonNode body = Json.parse(response.substring(response.indexOf("\r\n\r\n")));
    assertFalse(Json.string(body, "/error").isEmpty(), response);
  }

  /** Jetty answers these with status 500, if they come as far as that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
        "Upgrade: h2c\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        "Upgrade: websocket\r\nSec-WebSocket-Version: 7\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n"
      })
  void aHandshakeThatIsNone(String headers) throws Exception {
    String request = "GET /ws/chat HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n%s\r\n";
    for (String connection : List.of("Upgrade, close", "close")) {
      try (Socket socket = new Socket("127.0.0.1", chat.server.port())) {
        socket.getOutputStream().write(request.formatted(connection, headers).getBytes());
        socket.shutdownOutput();
        String response = new String(socket.getInputStream().readAllBytes());
        assertTrue(response.startsWith("HTTP/1.1 4"), response);
      }
    }
  }

  @Test
  void thePageMayRunItsOwnScriptsOnly() throws Exception {
    HttpResponse<String> page = chat.send(chat.get("/"));
    String policy = page.headers().firstValue("content-security-policy").orElseThrow();
    assertTrue(
        policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElseThrow());
  }

  /** All that the page loads is there, and a browser need not load it twice. */
  @Test
  void thePageMayBeCached() throws Exception {
    HttpResponse<String> page = chat.send(chat.get("/"));
    assertTrue(page.headers().firstValue("content-type").orElseThrow().startsWith("text/html"));
    Matcher files = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"").matcher(page.body());
    int found = 0;
    for (; files.find(); found++) {
      HttpResponse<String> file = chat.send(chat.get(files.group(1)));
      assertEquals(200, file.statusCode(), files.group(1));
      String caching = file.headers().firstValue("cache-control").orElseThrow();
      assertFalse(caching.contains("no-store"), files.group(1) + ": " + caching);
      String tag = file.headers().firstValue("etag").orElseThrow();
      HttpRequest.Builder again = chat.get(files.group(1)).header("If-None-Match", tag);
      assertEquals(304, chat.send(again).statusCode(), files.group(1));
    }
    assertTrue(found >= 4, found + " files");
  }

  @Test
  void whatIsNotThereAndWhatCannotBeDone() throws Exception {
    assertRefused(404, chat.send(chat.get("/nothing")));
    assertRefused(404, chat.send(chat.post("/api/chats/unknown/restore")));
    assertRefused(405, chat.send(chat.post("/api/chats")));
    assertRefused(405, chat.send(chat.get("/api/agent/stream")));
    for (String request : List.of("FOO /api/chats", "FOO /", "POST /chat.js", "TRACE /healthz")) {
      String response = raw(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(response.contains(" 405 ") && response.contains("\r\nAllow: GET"), response);
    }
    assertRefused(400, chat.send(chat.get("/api/chats/a%20b")));
    assertRefused(400, chat.send(chat.json("{\"input\":\"Hi\",\"id\":\"..\"}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=bogus", "application/json; charset=utf-16"})
  void aCharsetThatIsNotUtf8(String type) throws Exception {
    assertRefused(415, chat.send(chat.ask("Hello").setHeader("Content-Type", type)));
  }

  @Test
  void moreQuestionsThanAVisitorMayAsk() throws Exception {
    try (Tests chat = new Tests(model, Tests.settings("CHAT_QUESTIONS_PER_MINUTE", "2"))) {
      HttpResponse<String> last = chat.send(chat.ask("Hello"));
      for (int i = 0; i < 5; i++) { // the first is free, and a minute may begin in between
        last = last.statusCode() == 200 ? chat.send(chat.ask("Hello")) : last;
      }
      assertRefused(429, last);
      assertEquals("60", last.headers().firstValue("retry-after").orElseThrow());
    }
  }

  @Test
  void aRefusedVisitorLeavesNothing() throws Exception {
    HttpResponse<String> refused = chat.send(chat.ask(" "));
    assertRefused(400, refused);
    assertTrue(refused.headers().firstValue("set-cookie").isEmpty());
    assertTrue(chat.send(chat.get("/")).headers().firstValue("set-cookie").isEmpty());
    assertTrue(chat.send(chat.get("/api/chats")).headers().firstValue("set-cookie").isEmpty());
  }

  @Test
  void theCookieIsSecureBehindAProxyWithHttps() throws Exception {
    HttpRequest.Builder proxied = chat.ask("Hi").header("X-Forwarded-Proto", "https");
    assertFalse(chat.send(proxied).headers().firstValue("set-cookie").get().contains("Secure"));
    try (Tests trusting = new Tests(model, Tests.settings("CHAT_BEHIND_PROXY", "true"))) {
      proxied = trusting.ask("Hi").header("X-Forwarded-Proto", "https");
      String cookie = trusting.send(proxied).headers().firstValue("set-cookie").orElseThrow();
      assertTrue(cookie.contains("Secure"), cookie);
    }
  }

  /** Each proxy adds what it sees at the end. What comes before, visitors can make up. */
  @Test
  void visitorsCannotChooseTheirAddress() throws Exception {
    Settings settings =
        Tests.settings("CHAT_BEHIND_PROXY", "true", "CHAT_QUESTIONS_PER_MINUTE", "1");
    try (Tests chat = new Tests(model, settings)) {
      HttpRequest.Builder ask =
          chat.ask("Hi")
              .header("X-Forwarded-For", "127.0.0.1, 203.0.113.7")
              .header("Forwarded", "for=127.0.0.1");
      int refused = 0;
      for (int i = 0; i < 25; i++) { // ten may ask, and a minute may begin in between
        HttpClient stranger = HttpClient.newHttpClient();
        int status =
            stranger.send(ask.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        refused += status == 429 ? 1 : 0;
      }
      assertTrue(refused > 0);
    }
  }

  /** Whoever has one of these addresses has 18 billion billion of them. */
  @Test
  void theAddressesOfOneNetworkCountTogether() {
    String network = RateLimit.networkOf("2001:db8:1:2::1");
    assertEquals(network, RateLimit.networkOf("2001:DB8:1:2:ffff:ffff:ffff:ffff"));
    assertEquals(network, RateLimit.networkOf("[2001:db8:1:2::3]:4711"));
    assertEquals(network, RateLimit.networkOf("[2001:db8:1:2:0::4]"));
    assertNotEquals(network, RateLimit.networkOf("2001:db8:1:3::1"));
    for (String same : List.of("203.0.113.7", "203.0.113.7:4711", "::ffff:203.0.113.7")) {
      assertEquals("203.0.113.7", RateLimit.networkOf(same));
    }
    assertEquals("unknown", RateLimit.networkOf("unknown"));
    assertEquals("1:2:3", RateLimit.networkOf("1:2:3"));
    assertDoesNotThrow(
        () -> {
          RateLimit none = new RateLimit(0); // this machine may ask freely
          for (String here : List.of("127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1")) {
            none.count(false, "visitor", here);
          }
        });
  }

  @Test
  void aProxysVisitorsCannotChooseTheHost() throws Exception {
    chat.close();
    chat = new Tests(model, Tests.settings("CHAT_BEHIND_PROXY", "true"));
    String headers =
        "Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost";
    String response = raw("GET /api/chats HTTP/1.1\r\n" + headers + "\r\n\r\n");
    assertTrue(response.startsWith("HTTP/1.1 403 "), response);
  }

  @Test
  void itSaysWhetherItIsHealthyAndWhichModelAnswers() throws Exception {
    assertEquals("{\"healthy\":true}", chat.send(chat.get("/healthz")).body());
    String model = chat.send(chat.get("/api/model")).body();
    assertEquals("{\"model\":\"test-model\",\"offline\":true}", model);
  }

  @Test
  void theCookieIsForThisServerOnly() throws Exception {
    String cookie = chat.send(chat.ask("Hi")).headers().firstValue("set-cookie").orElseThrow();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
    assertTrue(cookie.contains("Max-Age=2592000"), cookie);
    assertTrue(
        chat.send(HttpRequest.newBuilder(chat.at("/api/chats/main")))
            .headers()
            .firstValue("access-control-allow-origin")
            .isEmpty());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", chat.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          request
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
