package testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * How a check waits for what a student's method does. All waits are for something that happens; the
 * bound is there so that a method that never gets there ends in a sentence instead of hanging.
 *
 * <p>Patience is not counted in seconds, but in short waits during which neither the student's code
 * nor a run had anything to do. So a machine that is busy with other work refuses nobody.
 */
public final class ExerciseWait {
  /** The name of the thread that a student's method runs on. */
  static final String THREAD = "exercise";

  /** How the names begin of threads that can do a student's work: their own, and usual pools'. */
  private static final List<String> THREADS =
      List.of(THREAD, "agents", "ForkJoinPool.commonPool", "pool-", "Thread-", "JavalinDefault");

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final long ENDLESS_LOOP_NANOS = 5_000_000_000L;
  private static final int MILLIS = 20;
  private static final int WAITS = 150;
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
    return await(SOON, () -> isDone(work));
  }

  /** Whether the work is done in three seconds. If it is not, it may go on. */
  public static boolean inTime(Future<?> work) {
    return await(WAITS, () -> isDone(work));
  }

  /** What the work returned. What it threw is thrown here, and {@code tooLate} if it hangs. */
  public static <T> T get(Future<T> work, String tooLate) throws Exception {
    if (!inTime(work)) {
      work.cancel(true);
      throw new ExerciseFailure(tooLate);
    }
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e.getCause() instanceof ExerciseFailure failure
          ? failure
          : ExerciseFailure.thrown(e.getCause());
    }
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
    return await(WAITS, () -> gate.tryAcquire(permits, MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Whether it came true in time. */
  public static boolean until(BooleanSupplier happened) {
    return await(WAITS, () -> happened.getAsBoolean() || nap());
  }

  /** One short wait; it is longer while the student's code has something to do. */
  public static void pause() {
    await(1, ExerciseWait::nap);
  }

  private static boolean nap() throws InterruptedException {
    Thread.sleep(MILLIS);
    return false;
  }

  /** Waits until a thread has left the run that it was in, and all that was hung on its future. */
  public static void untilOutOfRun(Thread thread) {
    await(
        WAITS,
        () -> {
          Thread.sleep(MILLIS / 10);
          return !isInRun(thread);
        });
  }

  /** One short wait; whether it was successful. */
  private interface Attempt {
    boolean succeeds() throws InterruptedException;
  }

  private static boolean await(int waits, Attempt attempt) {
    try {
      for (int idle = 0; idle < waits; idle += isBusy() ? 0 : 1) {
        if (attempt.succeeds()) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted: nobody waits for this any more");
    }
    return false;
  }

  private static boolean isDone(Future<?> work) throws InterruptedException {
    if (!work.isDone()) {
      Thread.sleep(MILLIS);
    }
    return work.isDone();
  }

  /** Whether a thread of ours wants to go on, even if it has to wait for a processor. */
  private static boolean isBusy() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 10];
    int count = root.enumerate(threads);
    return Stream.of(threads)
        .limit(count)
        .filter(thread -> thread != Thread.currentThread())
        .filter(thread -> THREADS.stream().anyMatch(thread.getName()::startsWith))
        .filter(ExerciseWait::wantsToGoOn)
        .anyMatch(thread -> CLOCK.getThreadCpuTime(thread.getId()) < ENDLESS_LOOP_NANOS);
  }

  /** A thread that waits for a connection counts as runnable, but it is in a native method. */
  private static boolean wantsToGoOn(Thread thread) {
    return thread.getState() == Thread.State.RUNNABLE
        && Stream.of(thread.getStackTrace()).limit(1).noneMatch(StackTraceElement::isNativeMethod);
  }

  private static boolean isInRun(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(n -> n.startsWith("agents.") || n.contains(".CompletableFuture"));
  }
}
