package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.core.DefaultSleeper;
import com.openai.core.Sleeper;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wire.Json;

/**
 * Runs that are interrupted, and runs that a tool begins: they end when what is around them does.
 */
@Timeout(60)
class NestedRunsTest {

  /** An agent whose only tool runs another agent, in one of three ways. */
  private static Agent outer(String way, Agent inner, Duration timeout) {
    FunctionTool tool = FunctionTool.of("inner", "Runs an agent.", context -> ask(way, inner));
    ScriptedModel model = play(turn(call("inner", "{}")), turn(text("done")));
    return Tools.agent(model, timeout == null ? tool : tool.timeout(timeout));
  }

  private static Object ask(String way, Agent inner) {
    switch (way) {
      case "runSync":
        return Runner.runSync(inner, "Hi").finalOutput();
      case "run":
        return Runner.run(inner, "Hi").join().finalOutput();
      case "run, not waited for":
        Runner.run(inner, "Hi");
        return "begun";
      default:
        var run = Runner.runStreamed(inner, "Hi"); // and never closed
        Events.all(run);
        return run.finalOutput();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runSync", "run", "runStreamed"})
  void anInnerRunEndsWithTheOuterOne(String way) throws Exception {
    try (RawServer server = RawServer.stalling(RawServer.SSE)) {
      Agent inner = Tools.agent(Http.responses(server.url()));
      CompletableFuture<RunResult> run = Runner.run(outer(way, inner, null), "Go");
      Tools.await(server.asked);
      run.cancel(true);
      Tools.await(server.hungUp);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runSync", "run", "runStreamed"})
  void anInnerRunEndsWithTheToolsTimeout(String way) throws Exception {
    try (RawServer server = RawServer.stalling("")) {
      Agent inner = Tools.agent(Http.chat(server.url()));
      // On a slow machine the time may be up before the inner run has asked: then try a longer one.
      for (long time = 500; server.requests.get() == 0; time *= 2) {
        RunResult result = Runner.runSync(outer(way, inner, Duration.ofMillis(time)), "Go");
        assertEquals("done", result.finalOutput());
      }
      Tools.await(server.hungUp);
    }
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void anInnerRunThatNobodyWaitsForEndsWhenTheOuterOneHasEnded(Ways way) throws Exception {
    try (RawServer server = RawServer.stalling("")) {
      Agent inner = Tools.agent(Http.chat(server.url()));
      ScriptedModel model = play(turn(call("inner", "{}")), turn(text("done")));
      FunctionTool tool =
          FunctionTool.of(
              "inner",
              "Begins a run.",
              context -> {
                Runner.run(inner, "Hi");
                waitFor(server.asked);
                return "begun";
              });
      Agent agent = Tools.agent(model, tool);
      assertEquals("done", way.run(agent, "Go", RunConfig.builder().build()).finalOutput());
      Tools.await(server.hungUp);
    }
  }

  @Test
  void anInnerRunThatNobodyWaitsForGoesOnInTheNextTurn() {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    AtomicReference<CompletableFuture<RunResult>> inner = new AtomicReference<>();
    Agent slow =
        Tools.agent(play(turn(call("wait", "{}")), turn(text("late"))), waiting(mayAnswer));
    FunctionTool begin =
        FunctionTool.of(
            "begin",
            "Begins a run.",
            context -> {
              inner.set(Runner.run(slow, "Hi"));
              return "begun";
            });
    FunctionTool end =
        FunctionTool.of(
            "end",
            "Waits for it.",
            context -> {
              mayAnswer.countDown();
              return inner.get().join().finalOutput();
            });
    ScriptedModel model =
        play(turn(call("begin", "{}")), turn(call("end", "{}")), turn(text("done")));
    Runner.runSync(Tools.agent(model, begin, end), "Go");
    assertEquals(List.of("begun", "late"), Tools.outputsSeen(model, 3));
  }

  private static FunctionTool waiting(CountDownLatch latch) {
    return FunctionTool.of(
        "wait",
        "Waits.",
        context -> {
          waitFor(latch);
          return "waited";
        });
  }

  /** It has nothing left to do but to hand over its last event, and nobody takes the others. */
  @Test
  void anInnerRunThatNobodyReadsToItsEndEndsWithTheOuterOne() throws Exception {
    AtomicReference<RunResultStreaming> inner = new AtomicReference<>();
    Model chatty = new Chatty();
    FunctionTool tool =
        FunctionTool.of(
            "inner",
            "Runs an agent.",
            context -> {
              inner.set(Runner.runStreamed(Tools.agent(chatty), "Hi"));
              while (inner.get().finalOutput() == null) {
                LockSupport.parkNanos(1_000_000);
              }
              return "begun";
            });
    Runner.runSync(Tools.agent(play(turn(call("inner", "{}")), turn(text("done"))), tool), "Go");
    assertFalse(inner.get().streamEvents().iterator().hasNext(), "its events are dropped");
  }

  /** Its run has exactly as many events as the reader may be behind. */
  private record Chatty() implements Model {
    @Override
    public Response respond(Request request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
      ResponseStreamEvent event =
          Json.MAPPER.convertValue(
              Json.object().put("type", "response.in_progress"), ResponseStreamEvent.class);
      Stream.generate(() -> event).limit(RunResultStreaming.HAND_OFF - 2).forEach(events);
      return play(turn(text("done"))).respond(request);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      Tools.await(latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInnerRunThatIsCancelledByItselfIsAFailureOfTheTool() {
    Agent inner = Tools.agent(play(turn(call("wait", "{}"))), waiting(new CountDownLatch(1)));
    FunctionTool tool =
        FunctionTool.of(
            "inner",
            "Runs an agent.",
            context -> {
              var run = Runner.run(inner, "Hi");
              run.cancel(true);
              return run.join();
            });
    ScriptedModel model = play(turn(call("inner", "{}")), turn(text("done")));
    assertEquals("done", Runner.runSync(Tools.agent(model, tool), "Go").finalOutput());
    assertTrue(Tools.outputsSeen(model, 2).get(0).startsWith("An error occurred while running"));
  }

  @ParameterizedTest
  @CsvSource({"nothing, chat", "an event, responses"})
  void runSyncEndsWhenItsThreadIsInterrupted(String kind, String api) throws Exception {
    try (RawServer server = RawServer.stalling(kind.equals("nothing") ? "" : RawServer.SSE)) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                assertThrows(
                    CancellationException.class,
                    () -> Runner.runSync(Tools.agent(Http.model(api, server.url())), "Hi"));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      caller.start();
      Tools.await(server.asked);
      caller.interrupt();
      assertTrue(interrupted.get(50, TimeUnit.SECONDS), "the flag is kept");
      Tools.await(server.hungUp);
      assertEquals(1, server.requests.get());
    }
  }

  /** The server asks the client to try again in 50 seconds, and the SDK sleeps until then. */
  @ParameterizedTest
  @CsvSource({"chat", "responses"})
  void runSyncEndsWhenInterruptedBeforeARequestIsRepeated(String api) throws Exception {
    String busy = "HTTP/1.1 503 Busy\r\nRetry-After: 50\r\nContent-Length: 0\r\n\r\n";
    CountDownLatch sleeping = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        RawServer.answering(out -> out.write(busy.getBytes(StandardCharsets.UTF_8)))) {
      OpenAIClient client =
          OpenAIDefaults.newClient(server.url(), "none")
              .withOptions(options -> options.sleeper(new Sleep(sleeping)));
      Model model =
          api.equals("chat")
              ? new OpenAIChatCompletionsModel("m", client)
              : new OpenAIResponsesModel("m", client);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Agent agent = Tools.agent(new Watched(model, ended));
      Thread caller =
          new Thread(
              () -> {
                assertThrows(CancellationException.class, () -> Runner.runSync(agent, "Hi"));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      caller.start();
      Tools.await(sleeping);
      caller.interrupt();
      assertTrue(interrupted.get(50, TimeUnit.SECONDS), "the flag is kept");
      Tools.await(ended);
      assertEquals(1, server.requests.get());
    }
  }

  @Test
  void runSyncEndsWhenInterruptedWhileAToolRuns() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    FunctionTool slow =
        FunctionTool.of(
            "slow",
            "Takes for ever.",
            context -> {
              began.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.countDown();
              }
              return "late";
            });
    Agent agent = Tools.agent(play(turn(call("slow", "{}"))), slow);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () ->
                failure.complete(
                    assertThrows(RuntimeException.class, () -> Runner.runSync(agent, "Go"))));
    caller.start();
    Tools.await(began);
    caller.interrupt();
    assertEquals(CancellationException.class, failure.get(50, TimeUnit.SECONDS).getClass());
    Tools.await(ended);
  }

  /** Sleeps as the SDK does, and says when. */
  private record Sleep(CountDownLatch begun, Sleeper sdk) implements Sleeper {
    Sleep(CountDownLatch begun) {
      this(begun, new DefaultSleeper());
    }

    @Override
    public void sleep(Duration duration) {
      begun.countDown();
      sdk.sleep(duration);
    }

    @Override
    public CompletableFuture<Void> sleepAsync(Duration duration) {
      return sdk.sleepAsync(duration);
    }

    @Override
    public void close() {
      sdk.close();
    }
  }
}
