package agents;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The threads of all runs and tools: daemons, so that none of them keeps a program from ending. */
final class Threads {
  static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "agents");
            thread.setDaemon(true);
            return thread;
          });

  private Threads() {}

  /** Does the work on another thread, and ends it if it takes longer than the time. */
  static <T> T callFor(Duration time, Callable<T> work) throws Exception {
    Future<T> running = POOL.submit(work);
    try {
      return running.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      running.cancel(true);
    }
  }

  /** A failure in another thread, to be thrown in this one. */
  static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
