package testkit;

import java.time.Duration;
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
 */
public final class ExerciseWait {
  static final Duration GENEROUS = Duration.ofSeconds(10);

  /** The bound of every wait. Proofs that expect to run into it lower it. */
  static volatile Duration patience = GENEROUS;

  private ExerciseWait() {}

  /** Starts the work on a thread of its own, one that keeps no program from ending. */
  public static <T> Future<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "exercise");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** What the work came to; what it threw is thrown here, and {@code tooLate} if it hangs. */
  public static <T> T get(Future<T> work, String tooLate) throws Exception {
    try {
      return work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ExerciseFailure(tooLate);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  /** What the work came to, where nothing may be thrown. */
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
      return gate.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until a thread has left the run that it was in, and all that was hung on its future. */
  public static void untilOutOfRun(Thread thread) {
    long end = System.nanoTime() + patience.toNanos();
    while (isInRun(thread) && System.nanoTime() < end) {
      Thread.yield();
    }
  }

  private static boolean isInRun(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(n -> n.startsWith("agents.") || n.contains(".CompletableFuture"));
  }
}
