package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs an agent; mirrors Python's {@code Runner}. The three methods share one loop and differ only
 * in who waits: you, a future, or a reader of events.
 *
 * <p>A run that fails throws an {@link AgentsException}: {@link ModelCallError}, {@link
 * ModelBehaviorError}, {@link ModelRefusalError}, {@link MaxTurnsExceeded}, {@link UserError}, or
 * the exception of a guardrail. It says in one line what happened, and carries what the run had
 * produced until then. A run that was cancelled throws a {@link CancellationException}. Nothing
 * else is thrown, except an {@link Error}.
 *
 * <p>Instructions, models and tools run on the helper's threads. They see no {@code ThreadLocal} of
 * the thread that called. A run that starts inside another one, in a tool for example, never
 * outlives it.
 */
public final class Runner {
  private static final RunConfig DEFAULT = RunConfig.builder().build();

  private Runner() {}

  /**
   * Runs the agent and waits for the answer; mirrors {@code Runner.run_sync}. Interrupting the
   * thread that waits ends the run, and leaves the thread's interrupt flag set.
   */
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
   * Runs the agent while you carry on; mirrors {@code Runner.run}. The result arrives in the
   * future. If the future ends before the run does (by {@code cancel} or {@code orTimeout}, for
   * example), the run and its HTTP call end with it.
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
    CompletableFuture<RunResult> future = cancellation.start(loop::run);
    future.whenComplete((done, failure) -> cancellation.cancel());
    return future;
  }

  /**
   * Runs the agent and lets you read its events while they happen; mirrors {@code
   * Runner.run_streamed}. Close the result when you are done.
   */
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
