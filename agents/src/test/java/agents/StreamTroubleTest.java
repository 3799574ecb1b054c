package agents;

import static agents.Http.*;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.*;

import agents.StreamEvent.RawResponseEvent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that begins well and goes wrong: its text is kept, and one line says what happened. */
@Timeout(60)
class StreamTroubleTest {

  /** Frames of a stream that has said "Hello ". */
  private static String begun(String api) {
    return api.equals("chat")
        ? frames(Stream.of(chunk("{'content':'Hello '}")))
        : frames(events(1, turn(text("Hello you"))).stream().limit(5));
  }

  private static String failure(Class<? extends AgentsException> type, String api, String rest)
      throws Exception {
    String head = RawServer.SSE;
    return failure(type, api, head, rest);
  }

  private static String failure(
      Class<? extends AgentsException> type, String api, String head, String rest)
      throws Exception {
    StringBuilder seen = new StringBuilder();
    byte[] all = (head + begun(api) + rest).getBytes();
    try (RawServer server = RawServer.answering(out -> out.write(all));
        var run = Runner.runStreamed(Tools.agent(Http.model(api, server.url())), "Hi")) {
      var error = assertThrows(type, () -> run.streamEvents().forEach(e -> collect(e, seen)));
      String message = error.getMessage();
      assertEquals("Hello ", seen.toString());
      assertEquals("Hello ", error.runData().partialText());
      assertEquals(1, message.lines().count(), message);
      assertFalse(message.contains("sk-secret"), message);
      assertTrue(message.contains("127.0.0.1:"), message);
      assertTrue(message.length() < 700, "It has " + message.length() + " characters.");
      assertEquals(1, server.requests.get());
      return message;
    }
  }

  private static void collect(StreamEvent event, StringBuilder text) {
    if (event instanceof RawResponseEvent raw) {
      raw.data().outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void itEndsWithoutSayingSo(String api) throws Exception {
    String message = failure(ModelCallError.class, api, "");
    assertTrue(message.contains("ended before the answer did"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void itIsCutInTheMiddleOfAnEvent(String api) throws Exception {
    String head = RawServer.SSE.replace("Connection: close", "Content-Length: 99999");
    failure(ModelCallError.class, api, head, "data: {\"id\":\"c1\",\"cho");
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void aPieceIsNoJson(String api) throws Exception {
    String message = failure(ModelBehaviorError.class, api, "data: {oops\ndata: again\n\n");
    assertTrue(message.contains("oops"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void aPieceIsNoJsonAndLong(String api) throws Exception {
    failure(ModelBehaviorError.class, api, "data: {oops " + "x".repeat(100_000) + "\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void itTellsOfAnErrorWithinAnObject(String api) throws Exception {
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"Out of\\nideas\"}}\n\n";
    String message = failure(ModelBehaviorError.class, api, error);
    assertTrue(message.contains("Out of ideas"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = "responses")
  void itTellsOfAnErrorFlat(String api) throws Exception {
    String error = "data: {\"type\":\"error\",\"code\":\"c\",\"message\":\"Out of ideas\"}\n\n";
    String message = failure(ModelBehaviorError.class, api, error);
    assertTrue(message.contains("Out of ideas"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void itTellsOfAnErrorInAnArray(String api) throws Exception {
    String error = "data: [{\"error\":{\"code\":503,\"message\":\"Out of ideas\"}}]\n\n";
    String message = failure(ModelBehaviorError.class, api, error);
    assertTrue(message.contains("Out of ideas"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "chat"})
  void aPageOfHtmlFollows(String api) throws Exception {
    String page = Stream.of("<html>", "Sorry", "</html>").collect(Collectors.joining("\n"));
    failure(ModelBehaviorError.class, api, page);
  }
}
