package streamingweb;

import static org.junit.jupiter.api.Assertions.*;

import agents.Agent;
import agents.FunctionTool;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.ExerciseModel;
import testkit.ExerciseModel.Answer;
import wire.Json;

/** However an answer ends before its time, the call of the model ends with it. */
@Timeout(120)
class StopTest {
  private static final int UP_TO_SOME_TEXT = 5;

  @Test
  void stopEndsTheCallAndTheStream() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model());
        Tests.Events events = chat.stream(chat.ask("Tell me much"))) {
      String seen = Json.string(events.until("text-delta"), "/delta");
      chat.stop();
      upstream.awaitHangUp();
      List<JsonNode> rest = events.rest();
      assertEquals("abort", Json.string(rest.get(rest.size() - 1), "/type"));
      assertTrue(Tests.types(rest).containsAll(List.of("text-end", "finish-step")));
      assertTrue(events.done);
      assertKept(chat, seen + Tests.text(rest), "stopped");
    }
  }

  @Test
  void closingTheStreamEndsTheCall() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model())) {
      Tests.Events events = chat.stream(chat.ask("Tell me much"));
      String seen = Json.string(events.until("text-delta"), "/delta");
      events.close();
      upstream.awaitHangUp();
      awaitHistory(chat, 3);
      assertKept(chat, seen, "stopped");
    }
  }

  @Test
  void closingItBeforeTheModelHasSaidAnything() throws Exception {
    try (Upstream upstream = new Upstream();
        Tests chat = new Tests(upstream.model())) {
      Tests.Events events = chat.stream(chat.ask("Tell me much"));
      upstream.awaitRequest(); // a run that is stopped earlier calls no model
      events.close();
      upstream.awaitHangUp();
      awaitHistory(chat, 3);
      upstream.open();
      assertTrue(Tests.types(chat.answer("Go on")).contains("finish"));
      String asked = upstream.requests.get(1);
      assertTrue(asked.contains("Tell me much") && asked.contains("[stopped]"), asked);
    }
  }

  /** A call of a tool that was not run is not kept: services refuse a call without its output. */
  @Test
  void stoppingWhileAToolRuns() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FunctionTool slow =
        FunctionTool.of(
            "wait",
            "Waits.",
            context -> {
              started.countDown();
              try {
                Thread.sleep(Tests.HANGS.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "done";
            });
    var model = new ExerciseModel(Answer.calls("wait", "{}"), Answer.text("Yes."));
    Agent agent = Agent.builder().name("Slow").tool(slow).model(model).build();
    try (Tests chat = new Tests(new ExerciseModel()).movedTo(Tests.start(agent, Tests.settings()));
        Tests.Events events = chat.stream(chat.ask("Wait"))) {
      started.await();
      chat.stop();
      List<String> types = Tests.types(events.rest());
      assertEquals("abort", types.get(types.size() - 1));
      chat.answer("Go on");
      assertEquals(List.of("user: Wait", "assistant: [stopped]", "user: Go on"), model.seen(1));
    }
  }

  @Test
  void stopOverTheWebSocket() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model());
        SocketClient socket = new SocketClient(chat)) {
      socket.ask("Tell me much");
      String seen = Tests.text(socket.until(Set.of("text-delta")));
      socket.stop();
      upstream.awaitHangUp();
      List<JsonNode> rest = socket.untilEnd();
      assertEquals("abort", Json.string(rest.get(rest.size() - 1), "/type"));
      assertKept(chat, seen + Tests.text(rest), "stopped");
      upstream.open();
      socket.ask("Go on");
      assertTrue(Tests.types(socket.untilEnd()).contains("finish"), "the socket can go on");
    }
  }

  /** To the end of the response: the AI SDK takes one that breaks off for a failure. */
  @Test
  void aServerThatStopsTellsAllReaders() throws Exception {
    try (Upstream upstream = new Upstream();
        Tests chat = new Tests(upstream.model())) {
      List<Tests.Events> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String question = "{\"input\":\"Tell me much\",\"id\":\"chat-%d\"}".formatted(i);
        answers.add(chat.stream(chat.json(question)));
        upstream.awaitRequest();
      }
      chat.close();
      for (Tests.Events answer : answers) {
        assertTrue(Tests.types(answer.rest()).contains("abort"));
        assertTrue(answer.isOver());
      }
    }
  }

  /** However soon the visitor changes their mind. */
  @Test
  void stopThatComesAtOnce() throws Exception {
    try (Upstream upstream = new Upstream();
        Tests chat = new Tests(upstream.model());
        SocketClient socket = new SocketClient(chat)) {
      for (int i = 0; i < 30; i++) {
        socket.ask("Tell me much");
        socket.stop();
        assertTrue(Tests.types(socket.untilEnd()).contains("abort"));
      }
    }
  }

  /** Clients number their requests. One that does not must not keep a model at work. */
  @Test
  void losingTheWebSocketEndsAllItsCalls() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(2 * UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model())) {
      SocketClient socket = new SocketClient(chat);
      for (int i = 0; i < 2; i++) {
        socket.send(
            "{\"type\":\"send\",\"requestId\":\"1\",\"id\":\"%d\",\"input\":\"Hi\"}".formatted(i));
        upstream.awaitRequest();
      }
      socket.abort();
      upstream.awaitHangUp();
      upstream.awaitHangUp();
    }
  }

  @Test
  void losingTheWebSocketEndsTheCall() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model())) {
      SocketClient socket = new SocketClient(chat);
      socket.ask("Tell me much");
      socket.until(Set.of("text-delta"));
      socket.abort();
      upstream.awaitHangUp();
    }
  }

  @Test
  void aNewChatEndsTheCallOfTheOldOne() throws Exception {
    try (Upstream upstream = new Upstream().letThrough(UP_TO_SOME_TEXT);
        Tests chat = new Tests(upstream.model());
        Tests.Events events = chat.stream(chat.ask("Tell me much"))) {
      events.until("text-delta");
      chat.delete();
      upstream.awaitHangUp();
      List<String> rest = Tests.types(events.rest());
      assertEquals("abort", rest.get(rest.size() - 1));
      assertEquals(1, chat.history().size());
      upstream.open();
      chat.answer("Hello");
      assertFalse(upstream.requests.get(1).contains("Tell me much"));
    }
  }

  /** An Error is, for instance: no thread can be had. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasWrittenBeforeAFailureIsKept(boolean isError) throws Exception {
    ExerciseModel broken =
        new ExerciseModel(Answer.text("Half ", "an answer")) {
          @Override
          protected void afterDelta(int number) {
            if (requests.size() == 1 && number == 1) {
              if (isError) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              throw new UncheckedIOException(new IOException("cut"));
            }
          }
        };
    try (Tests chat = new Tests(broken)) {
      List<JsonNode> events = chat.answer("Tell me much");
      assertEquals("error", Json.string(events.get(events.size() - 1), "/type"));
      assertKept(chat, "Half ", "failed");
      String again = "{\"input\":\"Tell me much\",\"trigger\":\"regenerate-message\"}";
      chat.stream(chat.json(again)).rest();
      assertEquals(List.of("user: Tell me much"), broken.seen(1));
      assertKept(chat, "Half an answer", "complete");
    }
  }

  @Test
  void aClientThatStopsReadingIsDropped() throws Exception {
    String body = "{\"input\":\"Tell me much\"}";
    assertDropped(
        "POST /api/agent/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + ("Content-Length: " + body.length() + "\r\n\r\n" + body));
  }

  @Test
  void aClientThatStopsReadingItsWebSocketIsDropped() throws Exception {
    String body = "{\"type\":\"send\",\"requestId\":\"1\",\"input\":\"Tell me much\"}";
    assertDropped(
        "GET /ws/chat HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            + ("\u0081" + (char) (0x80 | body.length()) + "\0\0\0\0" + body));
  }

  /** Asks and then reads nothing; without a bound, the whole answer would wait in memory. */
  private static void assertDropped(String request) throws Exception {
    Settings.Timing impatient =
        new Settings.Timing(
            Tests.QUICK.heartbeat(),
            Duration.ofSeconds(1),
            Tests.QUICK.grace(),
            Tests.QUICK.lease(),
            Tests.QUICK.look(),
            Tests.QUICK.request());
    Settings settings = Tests.settings(impatient);
    int pieces = 40_000;
    WatchedModel model = new WatchedModel(Collections.nCopies(pieces, "\u0001".repeat(10)));
    try (Tests chat = new Tests(model, settings);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", chat.server.port()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      // A model that doesn't have to wait for the client is done long before the client is dropped.
      Tests.await(model.cancelled, "the client to be dropped");
      assertTrue(model.written < pieces, "all pieces were written");
    }
  }

  private static final class WatchedModel extends ExerciseModel {
    private final Semaphore cancelled = new Semaphore(0);
    private volatile int written;

    WatchedModel(List<String> deltas) {
      super(new Answer(deltas, "", List.of()));
    }

    @Override
    protected void afterDelta(int number) {
      written = number;
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events)
        throws IOException {
      try {
        return super.stream(request, events);
      } catch (CancellationException e) {
        cancelled.release();
        throw e;
      }
    }
  }

  /** It is kept in the database and read by the page. In Turkish, a small I has no dot. */
  @Test
  void howAnAnswerEndedIsNotALocalWord() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertEquals("failed", ChatRun.State.FAILED.status());
    } finally {
      Locale.setDefault(usual);
    }
  }

  private static void assertKept(Tests chat, String text, String status) throws Exception {
    JsonNode answer = chat.history().path(2);
    assertEquals(text, Json.string(answer, "/parts/0/text"));
    assertEquals(status, Json.string(answer, "/metadata/status"));
  }

  /** The server keeps an answer after its client has gone; there is nothing else to wait for. */
  private static void awaitHistory(Tests chat, int messages) throws Exception {
    long end = System.nanoTime() + Tests.HANGS.toNanos();
    while (chat.history().size() < messages) {
      assertTrue(System.nanoTime() < end, "the answer was not kept");
      Thread.onSpinWait();
    }
  }
}
