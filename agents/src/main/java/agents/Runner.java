package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs agents; mirrors Python's {@code Runner}. Three ways to run the one {@link AgentLoop}, which
 * differ only in who waits for it: the caller, a future, or a reader of events.
 *
 * <p>A run fails with an {@link AgentsException} that says what happened in one line and carries
 * what had been produced: {@link ModelCallError}, {@link ModelBehaviorError}, {@link
 * ModelRefusalError}, {@link MaxTurnsExceeded} or {@link UserError}.
 */
public final class Runner {
  private static final RunConfig DEFAULT = RunConfig.builder().build();

  private Runner() {}

  /** Asks and waits for the answer; mirrors {@code Runner.run_sync}. */
  public static RunResult runSync(Agent agent, String input) {
    return runSync(agent, input, DEFAULT);
  }

  public static RunResult runSync(Agent agent, String input, RunConfig config) {
    return runSync(agent, List.of(InputItems.user(input)), config);
  }

  public static RunResult runSync(Agent agent, List<ResponseInputItem> input) {
    return runSync(agent, input, DEFAULT);
  }

  public static RunResult runSync(Agent agent, List<ResponseInputItem> input, RunConfig config) {
    CompletableFuture<RunResult> run = run(agent, input, config);
    try {
      return run.get();
    } catch (InterruptedException e) {
      run.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("The run was interrupted.");
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    }
  }

  /**
   * Asks and lets the caller carry on; mirrors {@code Runner.run}. However the future ends before
   * the run does, by {@code cancel}, {@code orTimeout} or otherwise, it ends the run and its HTTP
   * call with it.
   */
  public static CompletableFuture<RunResult> run(Agent agent, String input) {
    return run(agent, input, DEFAULT);
  }

  public static CompletableFuture<RunResult> run(Agent agent, String input, RunConfig config) {
    return run(agent, List.of(InputItems.user(input)), config);
  }

  public static CompletableFuture<RunResult> run(Agent agent, List<ResponseInputItem> input) {
    return run(agent, input, DEFAULT);
  }

  public static CompletableFuture<RunResult> run(
      Agent agent, List<ResponseInputItem> input, RunConfig config) {
    RunResult result = new RunResult(agent, input, config);
    Cancellation cancellation = new Cancellation(Cancellation.current());
    AgentLoop loop = new AgentLoop(result, config, cancellation, null);
    CompletableFuture<RunResult> future = Threads.start(() -> cancellation.guard(loop::run));
    future.whenComplete((done, failure) -> cancellation.cancel());
    return future;
  }

  /** Asks and reads the answer while it is written; mirrors {@code Runner.run_streamed}. */
  public static RunResultStreaming runStreamed(Agent agent, String input) {
    return runStreamed(agent, input, DEFAULT);
  }

  public static RunResultStreaming runStreamed(Agent agent, String input, RunConfig config) {
    return runStreamed(agent, List.of(InputItems.user(input)), config);
  }

  public static RunResultStreaming runStreamed(Agent agent, List<ResponseInputItem> input) {
    return runStreamed(agent, input, DEFAULT);
  }

  public static RunResultStreaming runStreamed(
      Agent agent, List<ResponseInputItem> input, RunConfig config) {
    return new RunResultStreaming(agent, input, config);
  }
}
