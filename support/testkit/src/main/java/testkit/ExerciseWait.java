package testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How a check waits for what a student's method does. All waits are for something that happens; the
 * bound is there so that a method that never gets there ends in a sentence instead of hanging.
 *
 * <p>Patience is counted in short waits, not in seconds. On a machine that is busy with other work,
 * or has been asleep, each of these takes as much longer as the student's own code does.
 */
public final class ExerciseWait {
  /** The name of the thread that a student's method runs on. */
  static final String THREAD = "exercise";

  private static final int WAITS = 500;
  private static final int MILLIS = 20;
  private static final int SOON = 25;

  private ExerciseWait() {}

  /** Starts the work on its own thread, one that keeps no program from ending. */
  public static <T> Future<T> start(Callable<T> work) {
    WarmUp.once();
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Whether the work is done in half a second: long enough for a thread that need not wait. */
  public static boolean soon(Future<?> work) {
    try {
      for (int i = 0; i < SOON && !work.isDone(); i++) {
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return work.isDone();
  }

  /** What the work returned. What it threw is thrown here, and {@code tooLate} if it hangs. */
  public static <T> T get(Future<T> work, String tooLate) throws Exception {
    for (int i = 0; i < WAITS; i++) {
      try {
        return work.get(MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Not yet.
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception thrown) {
          throw thrown;
        }
        throw e.getCause() instanceof ExerciseFailure failure
            ? failure
            : ExerciseFailure.thrown(e.getCause());
      }
    }
    work.cancel(true);
    throw new ExerciseFailure(tooLate);
  }

  /** What the work returned, where nothing may be thrown. */
  public static <T> T result(Future<T> work, String tooLate) {
    try {
      return get(work, tooLate);
    } catch (Exception e) {
      throw ExerciseFailure.thrown(e);
    }
  }

  /** Whether the permits came in time. */
  public static boolean acquire(Semaphore gate, int permits) {
    try {
      for (int i = 0; i < WAITS; i++) {
        if (gate.tryAcquire(permits, MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Waits until a thread has left the run that it was in, and all that was hung on its future. */
  public static void untilOutOfRun(Thread thread) {
    for (int i = 0; i < WAITS && isInRun(thread); i++) {
      try {
        Thread.sleep(MILLIS / 10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean isInRun(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(n -> n.startsWith("agents.") || n.contains(".CompletableFuture"));
  }
}
