package agents;

import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.*;

import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wire.Json;

/** A slow reader slows the model; memory does not fill. */
@Timeout(60)
class BackpressureTest {
  private static final int EVENTS = 10_000;

  /** Counts to ten thousand, and how far it has come. */
  private static final class Counting implements Model {
    final AtomicInteger emitted = new AtomicInteger();
    final CountDownLatch started = new CountDownLatch(1);
    volatile Thread thread;

    @Override
    public Response respond(Request request) {
      throw new AssertionError("The run is streamed.");
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
      thread = Thread.currentThread();
      started.countDown();
      ObjectNode delta = Http.events(1, turn(text("0"))).get(4);
      for (int i = 0; i < EVENTS; i++) {
        delta.put("delta", i + " ");
        ResponseStreamEvent event = Json.MAPPER.convertValue(delta, ResponseStreamEvent.class);
        emitted.incrementAndGet();
        events.accept(event);
      }
      return Json.MAPPER.convertValue(
          ScriptedModel.response(1, turn(text("done"))), Response.class);
    }

    /** Waits until the thread has come to rest, or to the end. */
    void awaitRest() throws InterruptedException {
      Tools.await(started);
      while (emitted.get() < EVENTS
          && (emitted.get() < RunResultStreaming.HAND_OFF
              || thread.getState() != Thread.State.WAITING)) {
        Thread.yield();
      }
    }
  }

  @Test
  void theModelWaitsForTheReaderAndNothingIsLost() throws Exception {
    Counting model = new Counting();
    try (var run = Runner.runStreamed(Tools.agent(model), "Count")) {
      Events.readTo(run, "agent_updated");
      model.awaitRest();
      int ahead = model.emitted.get();
      assertTrue(ahead <= RunResultStreaming.HAND_OFF + 2, "it was ahead by " + ahead);

      List<String> deltas = new ArrayList<>();
      for (StreamEvent event : run.streamEvents()) {
        if (event instanceof RawResponseEvent raw) {
          deltas.add(raw.data().asOutputTextDelta().delta());
        }
      }
      assertEquals(IntStream.range(0, EVENTS).mapToObj(i -> i + " ").toList(), deltas);
      assertEquals("done", run.finalOutput());
    }
  }
}
