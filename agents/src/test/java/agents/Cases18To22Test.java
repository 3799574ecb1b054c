package agents;

import static agents.ScriptedModel.*;
import static agents.Tools.*;
import static org.junit.jupiter.api.Assertions.*;

import agents.RunResultStreaming.CancelMode;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The acceptance cases of the helper: streamed runs, and how they are cancelled. */
@Timeout(60)
class Cases18To22Test {

  @Test
  void case18_theOrderOfEvents() {
    ScriptedModel model = play(turn(reasoning("Hmm"), call("weather", "{}")), turn(text("Sunny.")));
    try (var run = Runner.runStreamed(agent(model, weather()), "Weather?")) {
      assertEquals(
          List.of(
              "agent_updated",
              "created",
              "in_progress",
              "output_item.added",
              "reasoning_summary_part.added",
              "reasoning_summary_text.delta",
              "reasoning_summary_text.done",
              "reasoning_summary_part.done",
              "output_item.done",
              "output_item.added",
              "function_call_arguments.delta",
              "function_call_arguments.done",
              "output_item.done",
              "completed",
              "reasoning_item_created",
              "tool_called",
              "tool_output",
              "created",
              "in_progress",
              "output_item.added",
              "content_part.added",
              "output_text.delta",
              "output_text.done",
              "content_part.done",
              "output_item.done",
              "completed",
              "message_output_created"),
          Events.names(run));
      assertEquals("Sunny.", run.finalOutput());
    }
  }

  @Test
  void case19_cancelAtTheFirstEventLeavesOneEvent() {
    // Too long for the run to be at its end before the reader has begun.
    String story = "word ".repeat(2 * RunResultStreaming.HAND_OFF);
    try (var run = Runner.runStreamed(agent(play(turn(text(story)))), "Hi")) {
      List<StreamEvent> seen = new ArrayList<>();
      for (StreamEvent event : run.streamEvents()) {
        seen.add(event);
        run.cancel();
      }
      assertEquals(1, seen.size());
      assertTrue(run.isComplete());
      assertNull(run.finalOutput());
      run.cancel();
      assertEquals(List.of(), Events.all(run));
    }
  }

  @Test
  void case19_cancelBeforeReadingLeavesNoEvent() {
    try (var run = Runner.runStreamed(agent(play(turn(text("Hello")))), "Hi")) {
      run.cancel();
      assertEquals(List.of(), Events.all(run));
    }
  }

  @Test
  void case20_cancelFreesTheReaderWhileTheModelIsSilent() throws Exception {
    try (var run = Runner.runStreamed(agent(new Endless(null, new CountDownLatch(1))), "Hi")) {
      CountDownLatch reading = new CountDownLatch(1);
      Thread user =
          new Thread(
              () -> {
                try {
                  Tools.await(reading);
                } catch (InterruptedException e) {
                  return;
                }
                run.cancel();
              });
      user.start();
      List<String> names = new ArrayList<>();
      for (StreamEvent event : run.streamEvents()) {
        names.add(Events.name(event));
        reading.countDown();
      }
      assertEquals(List.of("agent_updated"), names);
      user.join();
    }
  }

  @Test
  void case21_cancelAfterTheTurnLetsItsToolFinish() {
    CountDownLatch cancelled = new CountDownLatch(1);
    FunctionTool slow =
        FunctionTool.of(
            "slow",
            "Waits.",
            City.class,
            (context, city) -> {
              Tools.await(cancelled);
              return city.name();
            });
    ScriptedModel model = always(turn(call("slow", "{\"name\":\"Rome\"}")));
    List<String> names = new ArrayList<>();
    try (var run = Runner.runStreamed(agent(model, slow), "Go")) {
      for (StreamEvent event : run.streamEvents()) {
        names.add(Events.name(event));
        if (Events.name(event).equals("tool_called")) {
          run.cancel(CancelMode.AFTER_TURN);
          cancelled.countDown();
        }
      }
      assertEquals("tool_output", names.get(names.size() - 1));
      assertNull(run.finalOutput());
      assertEquals(1, run.usage().requests());
      assertEquals(3, run.toInputList().size());
      assertTrue(run.isComplete());
    }
  }

  /** The run waits at the end of a turn until its reader asks for more, so this is never late. */
  @RepeatedTest(50)
  void case21_cancelAfterTheTurnAtItsLastEvent() {
    ScriptedModel model = always(turn(call("weather", "{}")));
    try (var run = Runner.runStreamed(agent(model, Tools.weather()), "Go")) {
      for (StreamEvent event : run.streamEvents()) {
        if (Events.name(event).equals("tool_output")) {
          run.cancel(CancelMode.AFTER_TURN);
        }
      }
      assertEquals(1, model.requests.size());
      assertNull(run.finalOutput());
      assertEquals(3, run.toInputList().size());
    }
  }

  @Test
  void case21_cancelAfterTheTurnInTheLastTurnIsNotTooMany() {
    ScriptedModel model = always(turn(call("weather", "{}")));
    RunConfig config = RunConfig.builder().maxTurns(1).build();
    try (var run = Runner.runStreamed(agent(model, Tools.weather()), "Go", config)) {
      Events.readTo(run, "tool_output");
      run.cancel(CancelMode.AFTER_TURN);
      assertEquals(List.of(), Events.all(run));
    }
  }

  @Test
  void case21_cancelAfterTheTurnThenAtOnce() {
    ScriptedModel model = always(turn(call("weather", "{}")));
    try (var run = Runner.runStreamed(agent(model, Tools.weather()), "Go")) {
      Events.readTo(run, "tool_called");
      run.cancel(CancelMode.AFTER_TURN);
      run.cancel(CancelMode.IMMEDIATE);
      assertEquals(List.of(), Events.all(run));
    }
  }

  @Test
  void case21_cancelAfterTheTurnBeforeTheFirstAsksNothing() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedModel model = always(turn(text("hi")));
    RunConfig config =
        RunConfig.builder()
            .modelProvider(
                name -> {
                  try {
                    Tools.await(cancelled);
                    return model;
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .build();
    try (var run = Runner.runStreamed(Agent.builder().name("Test").build(), "Go", config)) {
      run.cancel(CancelMode.AFTER_TURN);
      cancelled.countDown();
      assertEquals(List.of("agent_updated"), Events.names(run));
      assertNull(run.finalOutput());
      assertEquals(0, model.requests.size());
    }
  }

  /** Whoever cancels right after the start is in time, unless their thread has to wait so long. */
  @Test
  void case21_cancelAfterTheTurnRightAfterTheStartAsksNothing() {
    for (int i = 0; i < 500; i++) {
      ScriptedModel model = always(turn(text("hi")));
      long start = System.nanoTime();
      try (var run = Runner.runStreamed(agent(model), "Go")) {
        run.cancel(CancelMode.AFTER_TURN);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Events.all(run);
        assertTrue(model.requests.isEmpty() || took >= RunResultStreaming.MILLIS_TO_BEGIN);
      }
    }
  }

  /**
   * Python's run ends without a reader, and keeps all events in memory. Here it waits when it is
   * {@code HAND_OFF} events ahead, until it is closed.
   */
  @Test
  void case22_aRunThatNobodyReadsWaitsUntilItIsClosed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    var run = Runner.runStreamed(agent(new Endless(delta("m"), ended)), "Hi");
    while (run.partialText().length() < RunResultStreaming.HAND_OFF) {
      Thread.onSpinWait();
    }
    assertFalse(run.isComplete());
    assertEquals(1, ended.getCount());
    run.close();
    Tools.await(ended);
    assertTrue(run.isComplete());
    assertNull(run.finalOutput());
  }

  @Test
  void case22_aShortRunEndsWithoutAReader() {
    var run = Runner.runStreamed(agent(play(turn(text("Hello")))), "Hi");
    while (!run.isComplete()) {
      Thread.onSpinWait();
    }
    assertEquals("Hello", run.finalOutput());
  }

  @Test
  void case22_leavingTheLoopEarlyAndClosingDoesNotBlock() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (var run = Runner.runStreamed(agent(new Endless(delta("m"), ended)), "Hi")) {
      Events.readTo(run, "output_text.delta");
    }
    Tools.await(ended);
  }

  private static ResponseStreamEvent delta(String text) {
    var delta = Http.events(1, turn(text(text))).get(4);
    return wire.Json.MAPPER.convertValue(delta, ResponseStreamEvent.class);
  }
}
