package agents;

import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.*;

import agents.StreamEvent.RawResponseEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streaming is proven: the server sends the second piece only when the first has been read. */
@Timeout(60)
class StreamingTest {

  private static void assertStreams(String api, List<?> before, List<?> after) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    RawServer.Answer answer =
        out -> {
          out.write((RawServer.SSE + Http.frames(before.stream())).getBytes());
          if (seen.await(50, TimeUnit.SECONDS)) {
            out.write(Http.frames(after.stream()).getBytes());
          }
        };
    StringBuilder text = new StringBuilder();
    try (RawServer server = RawServer.answering(answer);
        var run = Runner.runStreamed(Tools.agent(Http.model(api, server.url())), "Hi")) {
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          text.append(raw.data().asOutputTextDelta().delta());
          seen.countDown();
        }
      }
      assertEquals("Hello you", text.toString());
      assertEquals("Hello you", run.finalOutput());
    }
  }

  @Test
  void overResponses() throws Exception {
    var events = Http.events(1, turn(text("Hello you")));
    assertStreams("responses", events.subList(0, 5), events.subList(5, events.size()));
  }

  @Test
  void overChat() throws Exception {
    List<String> end = Stream.of(Http.chunk("{'content':'you'}"), Http.STOP, "[DONE]").toList();
    assertStreams("chat", List.of(Http.chunk("{'content':'Hello '}")), end);
  }
}
