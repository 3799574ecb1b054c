package agents;

import static agents.ScriptedModel.*;
import static org.junit.jupiter.api.Assertions.*;

import agents.RunResultStreaming.CancelMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a run with a function is like reading it in a loop. */
@Timeout(60)
class ForEachTest {
  private static final int TRIES = 10;

  private static Agent withTool() {
    return Tools.agent(play(turn(call("weather", "{}")), turn(text("Hi you"))), Tools.weather());
  }

  private static List<String> namesTo(RunResultStreaming run, Consumer<String> also) {
    List<String> names = new ArrayList<>();
    run.forEach(
        event -> {
          names.add(Events.name(event));
          also.accept(Events.name(event));
        });
    return names;
  }

  /** A machine that is too busy may try again: the run waits for its reader, but not for long. */
  @Test
  void theFunctionGetsWhatALoopGets() {
    Set<Thread> threads = Set.of(Thread.currentThread());
    for (int i = 0; i < TRIES && threads.contains(Thread.currentThread()); i++) {
      threads = ConcurrentHashMap.newKeySet();
      try (var looped = Runner.runStreamed(withTool(), "Hi");
          var run = Runner.runStreamed(withTool(), "Hi")) {
        Set<Thread> used = threads;
        List<String> names = namesTo(run, name -> used.add(Thread.currentThread()));
        assertEquals(Events.names(looped), names);
        assertEquals("Hi you", run.finalOutput());
        assertEquals(List.of(), Events.all(run), "each event comes once");
      }
    }
    assertEquals(1, threads.size());
    assertFalse(threads.contains(Thread.currentThread()), "no event goes to another thread");
  }

  /** Then the first events wait for their reader already. */
  @Test
  void aRunThatHasBegunWithoutAReaderIsReadToo() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Model model = new Watched(play(turn(text("Hi you"))), ended);
    try (var run = Runner.runStreamed(Tools.agent(model), "Hi")) {
      Tools.await(ended);
      List<String> names = namesTo(run, name -> {});
      assertEquals("agent_updated", names.get(0));
      assertEquals("message_output_created", names.get(names.size() - 1));
    }
  }

  /** The server sends the second piece only when the function has seen the first. */
  @Test
  void eachPieceComesAtOnce() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    RawServer.Answer answer =
        out -> {
          var first = List.of(Http.chunk("{'content':'Hello '}"));
          var second = List.of(Http.chunk("{'content':'you'}"), Http.STOP, "[DONE]");
          out.write((RawServer.SSE + Http.frames(first.stream())).getBytes());
          if (seen.await(50, TimeUnit.SECONDS)) {
            out.write(Http.frames(second.stream()).getBytes());
          }
        };
    try (RawServer server = RawServer.answering(answer);
        var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi")) {
      List<String> names =
          namesTo(
              run,
              name -> {
                if (name.equals("output_text.delta")) {
                  seen.countDown();
                }
              });
      assertEquals(2, names.stream().filter("output_text.delta"::equals).count());
      assertEquals("Hello you", run.finalOutput());
    }
  }

  @Test
  void aFailureComesAfterTheEventsBeforeIt() {
    ScriptedModel model =
        play(turn(call("weather", "{}")), ScriptedModel.failure(new IllegalStateException("no")));
    List<String> names = new ArrayList<>();
    try (var run = Runner.runStreamed(Tools.agent(model, Tools.weather()), "Hi")) {
      assertThrows(
          AgentsException.class, () -> run.forEach(event -> names.add(Events.name(event))));
      assertEquals("tool_output", names.get(names.size() - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFunctionThatThrowsEndsTheRunAndItsCall(boolean late) throws Exception {
    String start = RawServer.SSE + Http.frames(List.of(Http.chunk("{'content':'Hi'}")).stream());
    Error mine = new AssertionError("mine");
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server = RawServer.stalling(start)) {
      var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi");
      if (late) {
        Tools.await(server.asked); // the run has begun without a reader
      }
      Consumer<StreamEvent> failing =
          event -> {
            calls.incrementAndGet();
            if (Events.name(event).equals("output_text.delta")) {
              throw mine;
            }
          };
      assertSame(mine, assertThrows(Error.class, () -> run.forEach(failing)));
      int before = calls.get();
      Tools.await(server.hungUp);
      assertEquals(before, calls.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "interrupt"})
  void aSilentModelHoldsNobody(String how) throws Exception {
    try (RawServer server = RawServer.stalling(RawServer.SSE)) {
      var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi");
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread reader =
          new Thread(
              () -> {
                run.forEach(event -> {});
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      reader.start();
      Tools.await(server.asked);
      if (how.equals("cancel")) {
        run.cancel();
      } else {
        reader.interrupt();
      }
      assertEquals(how.equals("interrupt"), interrupted.get(50, TimeUnit.SECONDS));
      Tools.await(server.hungUp);
    }
  }

  /** Nothing that belongs to the function is used by two threads. */
  @Test
  void itReturnsWhenTheFunctionHas() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    Consumer<StreamEvent> slow =
        event -> {
          inside.countDown();
          awaitUninterruptibly(leave);
          order.add("function");
        };
    var run = Runner.runStreamed(withTool(), "Hi");
    var reader =
        CompletableFuture.runAsync(
            () -> {
              run.forEach(slow);
              order.add("reader");
            },
            Threads.POOL);
    Tools.await(inside);
    run.cancel();
    leave.countDown();
    reader.get(50, TimeUnit.SECONDS);
    assertEquals(List.of("function", "reader"), order);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      Tools.await(latch);
    } catch (InterruptedException e) {
      awaitUninterruptibly(latch); // cancelling the run interrupts the function
    }
  }

  /** The guardrail trips while the function is at work, on the thread of the first call. */
  @Test
  void nothingComesAfterTheFailure() throws Exception {
    List<String> order = List.of("reader");
    for (int i = 0; i < TRIES && order.contains("reader"); i++) {
      order = orderOfAFailure();
    }
    assertEquals(List.of("function", "function", "InputGuardrailTripwireTriggered"), order);
  }

  /** Has "reader" in it if that came so late that it got the first events itself. */
  private static List<String> orderOfAFailure() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    InputGuardrail trips =
        InputGuardrail.of(
            "trips",
            (context, agent, input) -> {
              Tools.await(inside);
              return new GuardrailFunctionOutput("no", true);
            });
    Agent agent =
        Agent.builder()
            .name("Test")
            .model(always(turn(text("Hi you"))))
            .inputGuardrail(trips)
            .build();
    List<String> order = new ArrayList<>();
    try (var run = Runner.runStreamed(agent, "Hi")) {
      var reader =
          CompletableFuture.runAsync(
              () -> {
                Thread reading = Thread.currentThread();
                var tripped =
                    assertThrows(
                        InputGuardrailTripwireTriggered.class,
                        () ->
                            run.forEach(
                                event -> {
                                  if (!Events.name(event).equals("agent_updated")) {
                                    inside.countDown();
                                    awaitUninterruptibly(leave);
                                  }
                                  boolean late = Thread.currentThread() == reading;
                                  order.add(late ? "reader" : "function");
                                }));
                order.add(tripped.getClass().getSimpleName());
              },
              Threads.POOL);
      Tools.await(inside);
      while (!run.isComplete()) {
        Thread.yield();
      }
      leave.countDown();
      reader.get(50, TimeUnit.SECONDS);
    }
    return order;
  }

  @Test
  void theFunctionMayEndTheRun() {
    for (CancelMode mode : CancelMode.values()) {
      ScriptedModel model = always(turn(call("weather", "{}")));
      try (var run = Runner.runStreamed(Tools.agent(model, Tools.weather()), "Hi")) {
        List<String> names =
            namesTo(
                run,
                name -> {
                  if (name.equals("tool_called")) {
                    run.cancel(mode);
                  }
                });
        String last = mode == CancelMode.IMMEDIATE ? "tool_called" : "tool_output";
        assertEquals(last, names.get(names.size() - 1));
        assertEquals(1, model.requests.size());
      }
    }
  }

  @Test
  void aRunThatWasCancelledBeforeHasNothingToTell() {
    ScriptedModel model = always(turn(text("Hi you")));
    try (var run = Runner.runStreamed(Tools.agent(model), "Hi")) {
      run.cancel();
      assertEquals(List.of(), namesTo(run, name -> {}));
    }
  }
}
