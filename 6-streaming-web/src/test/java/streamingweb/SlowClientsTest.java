package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.ExerciseModel.Answer.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;
import wire.Json;

/** More clients than there are threads on JDK 17, and none of them gets to the end of a request. */
@Timeout(120)
class SlowClientsTest {
  private static final int CLIENTS = System.getProperty("soak") == null ? 300 : 500;
  private static final String HEAD =
      "POST /api/agent/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: loc", HEAD + "Content-Length: 99\r\n\r\n{"})
  void theServerAnswersAllOthers(String unfinished) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (Tests chat = new Tests(new ExerciseModel(text("Yes.")))) {
      for (int i = 0; i < CLIENTS; i++) {
        sockets.add(open(chat, unfinished));
      }
      assertEquals(200, chat.send(chat.get("/healthz")).statusCode());
      assertEquals("Yes.", Tests.text(chat.answer("Hello?")));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: loc", HEAD + "Content-Length: 99\r\n\r\n{"})
  void aRequestThatTakesTooLongIsCutOff(String unfinished) throws Exception {
    Settings.Timing quick =
        new Settings.Timing(
            Tests.QUICK.heartbeat(),
            Tests.QUICK.patience(),
            Tests.QUICK.grace(),
            Tests.QUICK.lease(),
            Tests.QUICK.look(),
            Duration.ofMillis(500));
    try (Tests chat = new Tests(new ExerciseModel(), Tests.settings(quick));
        Socket socket = open(chat, unfinished)) {
      Thread drip = new Thread(() -> drip(socket)); // each byte would be a sign of life
      drip.setDaemon(true);
      drip.start();
      assertTrue(ends(socket.getInputStream()), "the connection was not closed");
    }
  }

  /** The deadline is for requests: answers take as long as they take. */
  @Test
  void anAnswerMayTakeLonger() throws Exception {
    Settings.Timing quick =
        new Settings.Timing(
            Duration.ofMillis(50),
            Tests.QUICK.patience(),
            Tests.QUICK.grace(),
            Tests.QUICK.lease(),
            Tests.QUICK.look(),
            Duration.ofSeconds(2));
    try (Upstream upstream = new Upstream().letThrough(5);
        Tests chat = new Tests(upstream.model(), Tests.settings(quick));
        SocketClient socket = new SocketClient(chat);
        Tests.Events events = chat.stream(chat.ask("Tell me much"))) {
      events.until("text-delta");
      Thread.sleep(2500); // longer than a request may take
      upstream.open();
      assertTrue(Tests.types(events.rest()).contains("finish"));
      socket.ask("And over a WebSocket?");
      assertTrue(Tests.types(socket.untilEnd()).contains("finish"));
      assertEquals("main", Json.string(chat.chat(), "/id"));
    }
  }

  private static Socket open(Tests chat, String start) throws IOException {
    Socket socket = new Socket("127.0.0.1", chat.server.port());
    socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // It was closed, as it should be.
    }
  }

  private static boolean ends(InputStream in) throws IOException {
    try {
      while (in.read() >= 0) {}
    } catch (SocketException e) {
      // A reset is an end too.
    }
    return true;
  }
}
