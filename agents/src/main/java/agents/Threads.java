package agents;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

  static <T> Future<T> submit(Callable<T> work) {
    return POOL.submit(work);
  }

  /** A failure in another thread, to be thrown in this one. */
  static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
