package agents;

import static agents.ScriptedModel.*;
import static org.junit.jupiter.api.Assertions.*;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ending a run frees whoever waits for it, and its server, even one that is silent. */
@Timeout(60)
class CancellationTest {

  /** What a silent server says before it falls silent. */
  private static String beginning(String kind, String api) {
    String chunk =
        api.equals("chat")
            ? Http.chunk("{'content':'Hello '}")
            : Http.events(1, turn(text("Hello you"))).get(0).toString();
    return switch (kind) {
      case "nothing" -> "";
      case "headers" -> RawServer.SSE;
      default -> RawServer.SSE + "data: " + chunk + "\n\n";
    };
  }

  /** Otherwise it would look like a failure: what stops the reader has not run yet. */
  @Test
  void aCancelThatComesAtTheVeryEndHasStoppedAllOrNothing() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      Cancellation run = new Cancellation(null);
      AtomicBoolean isAtEnd = new AtomicBoolean();
      AtomicBoolean stopped = new AtomicBoolean();
      run.stopBy(
          this,
          () -> {
            LockSupport.parkNanos(100_000);
            stopped.set(true);
          });
      var cancel =
          CompletableFuture.runAsync(
              () -> {
                while (!isAtEnd.get()) {
                  Thread.onSpinWait();
                }
                run.cancel();
              },
              Threads.POOL);
      try {
        run.guard(() -> isAtEnd.compareAndSet(false, true));
      } catch (CancellationException e) {
        assertTrue(stopped.get(), "in round " + i);
      }
      cancel.get();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, responses, close", "headers, responses, close", "an event, responses, close",
    "nothing, chat, cancel", "headers, chat, cancel", "an event, chat, cancel"
  })
  void aStreamedRunOfASilentModel(String kind, String api, String how) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server = RawServer.stalling(beginning(kind, api))) {
      Model model = new Watched(Http.model(api, server.url()), ended);
      var run = Runner.runStreamed(Tools.agent(model), "Hi");
      var reader = CompletableFuture.supplyAsync(() -> Events.all(run), Threads.POOL);
      Tools.await(server.asked);
      if (how.equals("close")) {
        run.close();
      } else {
        run.cancel();
      }
      reader.get(50, TimeUnit.SECONDS);
      assertTrue(run.isComplete());
      assertNull(run.finalOutput());
      Tools.await(server.hungUp);
      Tools.await(ended);
      assertEquals(1, server.requests.get(), "nothing is tried again");
    }
  }

  @Test
  void theReaderMayCloseTheRunItself() throws Exception {
    try (RawServer server = RawServer.stalling(beginning("an event", "chat"))) {
      try (var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi")) {
        Events.readTo(run, "output_text.delta");
      }
      Tools.await(server.hungUp);
    }
  }

  @Test
  void interruptingTheReaderEndsTheRun() throws Exception {
    try (RawServer server = RawServer.stalling(RawServer.SSE)) {
      var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi");
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread reader =
          new Thread(
              () -> {
                Events.all(run);
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      reader.start();
      Tools.await(server.asked);
      reader.interrupt();
      assertTrue(interrupted.get(50, TimeUnit.SECONDS), "the flag is kept");
      Tools.await(server.hungUp);
      assertTrue(run.isComplete());
    }
  }

  @ParameterizedTest
  @CsvSource({"nothing, responses", "headers, responses", "nothing, chat", "headers, chat"})
  void cancellingAFuture(String kind, String api) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server = RawServer.stalling(beginning(kind, api))) {
      Model model = new Watched(Http.model(api, server.url()), ended);
      CompletableFuture<RunResult> future = Runner.run(Tools.agent(model), "Hi");
      Tools.await(server.asked);
      assertTrue(future.cancel(true));
      assertThrows(CancellationException.class, future::join);
      Tools.await(server.hungUp);
      Tools.await(ended);
      assertEquals(1, server.requests.get(), "nothing is tried again");
    }
  }

  @Test
  void aFutureThatTimesOut() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server = RawServer.stalling("")) {
      Model model = new Watched(Http.responses(server.url()), ended);
      CompletableFuture<RunResult> future = Runner.run(Tools.agent(model), "Hi");
      Tools.await(server.asked);
      future.orTimeout(1, TimeUnit.MILLISECONDS);
      var failure = assertThrows(ExecutionException.class, future::get);
      assertInstanceOf(TimeoutException.class, failure.getCause());
      Tools.await(server.hungUp);
      Tools.await(ended);
      assertEquals(1, server.requests.get(), "nothing is tried again");
    }
  }

  private static final Turn WAIT = turn(call("wait", "{\"name\":\"Rome\"}"));

  @Test
  void cancellingAStreamedRunInterruptsItsTools() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ScriptedModel model = always(WAIT);
    try (var run =
        Runner.runStreamed(Tools.agent(model, Tools.hanging("wait", started, interrupted)), "Hi")) {
      Tools.await(started);
      run.cancel();
      Tools.await(interrupted);
      assertEquals(List.of(), Events.all(run));
    }
    assertEquals(1, model.requests.size());
  }

  @Test
  void cancellingAFutureInterruptsItsTools() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ScriptedModel model = always(WAIT);
    var future = Runner.run(Tools.agent(model, Tools.hanging("wait", started, interrupted)), "Hi");
    Tools.await(started);
    future.cancel(true);
    Tools.await(interrupted);
    assertEquals(1, model.requests.size());
  }

  /** Calls a model on a thread that a test can watch. */
  private record OnThread(Model model, CompletableFuture<Thread> thread) implements Model {
    @Override
    public Response respond(Request request) throws IOException {
      thread.complete(Thread.currentThread());
      return model.respond(request);
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events)
        throws IOException {
      thread.complete(Thread.currentThread());
      return model.stream(request, events);
    }
  }

  /** Waits until a thread has nothing more to do, and waits for other work. */
  static void awaitIdle(Thread thread) {
    while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @CsvSource({"responses", "chat"})
  void theQuestionOfACancelledRunStaysInItsSession(String api) throws Exception {
    CompletableFuture<Thread> loop = new CompletableFuture<>();
    MemorySession session = new MemorySession();
    RunConfig config = RunConfig.builder().session(session).build();
    try (RawServer server = RawServer.stalling("")) {
      Agent agent = Tools.agent(new OnThread(Http.model(api, server.url()), loop));
      CompletableFuture<RunResult> run = Runner.run(agent, "Hi", config);
      Tools.await(server.asked);
      run.cancel(true);
      awaitIdle(loop.get());
      assertEquals(1, session.getItems().size());
    }
  }

  @Test
  void whatACancelledToolThrowsIsNotPutIntoWords() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Thread> working = new CompletableFuture<>();
    List<Exception> told = new CopyOnWriteArrayList<>();
    FunctionTool tool =
        FunctionTool.of(
                "wait",
                "Waits.",
                Tools.City.class,
                (context, city) -> {
                  working.complete(Thread.currentThread());
                  started.countDown();
                  new CountDownLatch(1).await();
                  return "never";
                })
            .failureErrorFunction(
                e -> {
                  told.add(e);
                  return "told";
                });
    try (var run = Runner.runStreamed(Tools.agent(always(WAIT), tool), "Hi")) {
      Tools.await(started);
      run.cancel();
      awaitIdle(working.get());
      assertEquals(List.of(), told);
    }
  }

  /** Such a model does not notice by itself that the run is over. */
  @Test
  void aModelThatSwallowsInterruptsEndsAtItsNextEvent() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    var delta = Http.events(1, turn(text("word"))).get(4);
    ResponseStreamEvent event = wire.Json.MAPPER.convertValue(delta, ResponseStreamEvent.class);
    Model deaf =
        new Model() {
          @Override
          public Response respond(Request request) {
            throw new AssertionError("The run is streamed.");
          }

          @Override
          public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
            try {
              while (true) {
                Thread.interrupted();
                events.accept(event);
              }
            } finally {
              ended.countDown();
            }
          }
        };
    try (var run = Runner.runStreamed(Tools.agent(deaf), "Hi")) {
      Events.readTo(run, "output_text.delta");
      run.cancel();
      Tools.await(ended);
    }
  }

  @Test
  void closingARunThatWaitsForItsReaderFreesItsThread() throws Exception {
    CompletableFuture<Thread> loop = new CompletableFuture<>();
    Model model = new OnThread(always(turn(call("weather", "{}"))), loop);
    try (var run = Runner.runStreamed(Tools.agent(model, Tools.weather()), "Hi")) {
      Events.readTo(run, "tool_output");
      while (loop.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait(); // until it waits for the reader, at the end of the turn
      }
    }
    awaitIdle(loop.get());
  }

  @Test
  void aRunThatFailedAndWasClosedIsNotReadFurther() {
    Agent agent = Tools.agent(play(failure(new IllegalStateException("down"))));
    var run = Runner.runStreamed(agent, "Hi");
    assertThrows(ModelCallError.class, () -> Events.all(run));
    assertThrows(ModelCallError.class, () -> Events.all(run), "each reader is told");
    run.close();
    assertEquals(List.of(), Events.all(run));
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() {
    var run = Runner.runStreamed(Tools.agent(play(turn(text("Hello")))), "Hi");
    Events.all(run);
    run.cancel();
    run.close();
    assertEquals("Hello", run.finalOutput());
    assertEquals(List.of(), Events.all(run));

    RunResult done = Runner.run(Tools.agent(play(turn(text("Hello")))), "Hi").join();
    assertEquals("Hello", done.finalOutput());
  }
}
