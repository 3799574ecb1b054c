package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Faults.Asked;
import agents.Faults.Fault;
import com.openai.client.OpenAIClient;
import com.openai.core.Timeout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault on every path: each ends as {@link Faults} says, in one line without a key, with the
 * text that had come, within seconds, and leaves no connection behind.
 *
 * <p>The paths are both APIs, each with {@code runSync}, {@code run}, {@code runStreamed}, and
 * {@code runStreamed} after a turn in which a tool was called.
 */
class FaultMatrixTest {
  private static final List<String> PATHS = List.of("runSync", "run", "runStreamed", "after tool");
  private static final int HANGS_SECONDS = 60;
  private static ExecutorService cells;
  private static ExecutorService silence;

  @BeforeAll
  static void start() {
    cells = Executors.newFixedThreadPool(16);
    silence = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void stop() {
    cells.shutdownNow();
    silence.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> everyFaultOnEveryPath() {
    return Faults.all().stream()
        .flatMap(
            fault ->
                Stream.of("responses", "chat")
                    .flatMap(api -> PATHS.stream().map(path -> cell(fault, api, path))))
        .toList()
        .stream();
  }

  /** All cells begin at once, and those with a silent server keep none waiting. */
  private static DynamicTest cell(Fault fault, String api, String path) {
    CompletableFuture<Void> cell =
        fault.stalls()
            ? CompletableFuture.runAsync(() -> {}, cells)
                .thenRunAsync(() -> check(fault, api, path), silence)
            : CompletableFuture.runAsync(() -> check(fault, api, path), cells);
    return DynamicTest.dynamicTest(
        fault + ", " + api + ", " + path,
        () -> {
          try {
            cell.get(HANGS_SECONDS, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            throw e.getCause();
          }
        });
  }

  private static void check(Fault fault, String api, String path) {
    boolean streamed = path.equals("runStreamed") || path.equals("after tool");
    Asked asked = new Asked(api, streamed);
    AtomicInteger requests = new AtomicInteger();
    try (RawServer server =
        RawServer.answering(
            out -> {
              boolean tool = path.equals("after tool") && requests.incrementAndGet() == 1;
              out.write(tool ? Faults.toolCall(asked) : fault.answer().apply(asked));
              out.flush();
              if (fault.stalls() && !tool) {
                Thread.sleep(TimeUnit.SECONDS.toMillis(HANGS_SECONDS));
              }
            })) {
      Agent agent =
          Agent.builder()
              .name("Test")
              .model(model(api, server.url(), fault.stalls() ? 5 : HANGS_SECONDS))
              .tool(FunctionTool.of("press", "A button.", context -> "pressed"))
              .build();
      if (fault.outcome() == null) {
        String answer = String.valueOf(run(agent, path));
        assertTrue(answer.contains(fault.phrase()), answer);
        return;
      }
      Throwable thrown = thrownBy(agent, path);
      AgentsException failure = assertInstanceOf(fault.outcome(), thrown, () -> stackTrace(thrown));
      String message = failure.getMessage();
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.contains(fault.phrase()), message);
      assertFalse(stackTrace(failure).contains("sk-secret"), () -> stackTrace(failure));
      assertFalse(stackTrace(failure).contains("sk-abcdef"), () -> stackTrace(failure));
      assertEquals(
          path.equals("after tool") ? 1 : 0, outputs(failure), "the tool's output is kept");
      boolean hello = new String(fault.answer().apply(asked)).contains("\"Hello \"");
      String partial = failure.runData().partialText();
      assertEquals(streamed && hello ? "Hello " : partial, partial);
      assertTrue(server.hungUp.await(HANGS_SECONDS, TimeUnit.SECONDS), "the connection is open");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only with a silent server, the time has to be up; otherwise this machine may be slow. */
  private static Model model(String api, String url, int seconds) {
    Timeout timeout =
        Timeout.builder().connect(Duration.ofSeconds(30)).read(Duration.ofSeconds(seconds)).build();
    OpenAIClient client =
        OpenAIDefaults.newClient(url, "sk-secret")
            .withOptions(options -> options.maxRetries(0).timeout(timeout));
    return api.equals("chat")
        ? new OpenAIChatCompletionsModel("test-model", client)
        : new OpenAIResponsesModel("test-model", client);
  }

  private static Object run(Agent agent, String path) {
    if (path.equals("runSync")) {
      return Runner.runSync(agent, "Hi").finalOutput();
    }
    if (path.equals("run")) {
      return Runner.run(agent, "Hi").join().finalOutput();
    }
    try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
      Events.all(run);
      return run.finalOutput();
    }
  }

  private static Throwable thrownBy(Agent agent, String path) {
    try {
      Object answer = run(agent, path);
      return new AssertionError("There was an answer: " + answer);
    } catch (CompletionException e) {
      return e.getCause();
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static long outputs(AgentsException failure) {
    return failure.runData().newItems().stream()
        .filter(RunItem.ToolCallOutputItem.class::isInstance)
        .count();
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
