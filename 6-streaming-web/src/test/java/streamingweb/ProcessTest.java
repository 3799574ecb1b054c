package streamingweb;

import static org.junit.jupiter.api.Assertions.*;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Demo;
import testkit.ExerciseModel;
import testkit.Printed;
import wire.Json;

/** The lesson as it is run: a process that prints its address and ends when it is told to. */
@Timeout(180)
class ProcessTest {
  @TempDir Path folder;

  private Demo start(String... settings) {
    return Demo.start(folder, all(settings), "streamingweb", "StreamingWeb");
  }

  /** A server that doesn't start needs no process of its own. */
  private Printed failure(String... settings) {
    return failureOf("StreamingWeb", settings);
  }

  private Printed failureOf(String demo, String... settings) {
    Printed printed = Printed.by(all(settings), "streamingweb", demo);
    assertEquals(1, printed.status());
    return printed;
  }

  private Map<String, String> all(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0"));
    all.put("CHAT_DATABASE", folder.resolve("unused.db").toString());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return all;
  }

  private static URI address(Demo demo) {
    String line = demo.readUntil("(Ctrl-C stops it)\n");
    assertTrue(line.matches("The chat is at http://localhost:\\d+  \\(Ctrl-C stops it\\)\n"), line);
    return URI.create(line.replaceAll(".*(http://localhost:\\d+).*\n", "$1"));
  }

  /** The process of the demo that was started last. */
  private static ProcessHandle process() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StreamingWeb", "MinimalSse"})
  void aPortInUseIsOneLine(String demo) throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      Printed printed = failureOf(demo, "PORT", port, "HOST", "0.0.0.0");
      assertEquals(
          "Port "
              + taken.getLocalPort()
              + " is in use or not allowed: stop what uses it, or set PORT to another one.\n",
          printed.errors());
      assertEquals("", printed.output());
    }
  }

  /** {@link SettingsTest} has more of these. */
  @Test
  void aSettingThatCannotBeUsedIsOneLine() {
    for (String[] wrong :
        new String[][] {
          {"HOST", "192.0.2.1"}, {"OPENAI_API", "telepathy"}, {"OPENAI_BASE_URL", "nowhere"}
        }) {
      String line = failure(wrong).errors();
      assertTrue(line.contains(wrong[0]) && line.indexOf('\n') == line.length() - 1, line);
    }
  }

  @Test
  void withAKeyForGeminiOnlyGeminiAnswersAndItEndsQuietlyWhenItIsTold() throws Exception {
    try (Upstream upstream = new Upstream().open();
        Tests chat = new Tests(new ExerciseModel());
        Demo demo = start("GEMINI_API_KEY", "secret", "GEMINI_BASE_URL", upstream.url())) {
      URI address = address(demo);
      HttpRequest.Builder which = HttpRequest.newBuilder(address.resolve("/api/model"));
      String answers = "{\"model\":\"gemini-2.5-flash\",\"offline\":false}";
      assertEquals(answers, chat.send(which).body());
      chat.stream(chat.ask("Hello").uri(address.resolve("/api/agent/stream"))).rest();
      assertTrue(upstream.requests.get(0).contains("gemini-2.5-flash"));
      process().destroy();
      assertEquals("", demo.output());
      assertEquals(143, demo.status());
      String model = "[model gemini-2.5-flash at " + URI.create(upstream.url()).getAuthority();
      assertEquals(model + "]\n", demo.errors());
    }
  }

  /** It is killed without warning: what was answered is in the database by then. */
  @Test
  @SuppressWarnings("try") // closing a process kills it
  void aSecondProcessGoesOnWithTheChatOfAKilledOne() throws Exception {
    var database = Map.of("CHAT_DATABASE", folder.resolve("chats.db").toString());
    try (Tests chat = new Tests(new ExerciseModel());
        ServerProcess one = ServerProcess.start(folder, database)) {
      URI first = one.address().resolve("/api/agent/stream");
      chat.stream(chat.ask("My name is Aisha.").uri(first)).rest();
      one.close();
      assertNotEquals(0, one.process().status());
      try (ServerProcess two = ServerProcess.start(folder, database)) {
        URI second = two.address().resolve("/api/agent/stream");
        String answer = Tests.text(chat.stream(chat.ask("What did I say?").uri(second)).rest());
        assertTrue(answer.contains("Aisha"), answer);
        var history = HttpRequest.newBuilder(two.address().resolve("/api/chats/main"));
        assertEquals(5, Json.parse(chat.send(history).body()).path("messages").size());
      }
    }
  }
}
