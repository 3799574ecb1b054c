package agents;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of all runs and tools: daemons, so that none of them keeps a program from ending.
 * They see no {@code ThreadLocal} of the thread that started the run, inheritable or not.
 */
final class Threads {
  static final ExecutorService POOL = Executors.newCachedThreadPool(Threads::daemon);

  private Threads() {}

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, "agents", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Threads.class.getClassLoader());
    return thread;
  }

  /** Returns a failure of another thread in a form that this thread can throw. */
  static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
