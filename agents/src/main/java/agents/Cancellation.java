package agents;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends a run from any thread, at once, also while its model is silent.
 *
 * <p>Closing a response from another thread than the one that reads it can block until the next
 * byte arrives. Cancelling the HTTP call does not, so the {@linkplain #interceptor() interceptor}
 * of a client tells the run at hand which call that is.
 */
final class Cancellation {
  private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

  private volatile boolean requested;
  private volatile boolean afterTurn;
  private volatile Runnable stop = () -> {};

  /** Ends the run now. Any thread, any number of times. */
  void cancel() {
    requested = true;
    stop.run();
  }

  /** Lets the turn at hand finish, its tools included, then ends the run. */
  void cancelAfterTurn() {
    afterTurn = true;
  }

  boolean isRequested() {
    return requested;
  }

  boolean isAfterTurn() {
    return afterTurn;
  }

  void check() {
    if (requested) {
      throw new CancellationException("The run was cancelled.");
    }
  }

  /** Says how to stop what the run is waiting for from now on. */
  void stopBy(Runnable stop) {
    this.stop = stop;
    if (requested) {
      stop.run();
    }
  }

  /** Does the work; HTTP calls that it makes on this thread end when the run is cancelled. */
  <T> T guard(Callable<T> work) throws Exception {
    Cancellation outer = CURRENT.get();
    CURRENT.set(this);
    try {
      check();
      T result = work.call();
      check();
      return result;
    } catch (Exception e) {
      check();
      throw e;
    } finally {
      CURRENT.set(outer);
      stop = () -> {};
    }
  }

  /** Ends the HTTP call at hand, but not the run, after a while; does nothing if it has ended. */
  static void hangUpAfter(long millis) {
    Cancellation run = CURRENT.get();
    if (run != null) {
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(run.stop);
    }
  }

  /** For every client whose runs shall end at once when cancelled. */
  static Interceptor interceptor() {
    return Cancellation::intercept;
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    Cancellation run = CURRENT.get();
    if (run == null) {
      return chain.proceed(chain.request());
    }
    run.check();
    run.stopBy(chain.call()::cancel);
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      // The SDK would try again after an IOException, but not after a CancellationException.
      run.check();
      throw e;
    }
  }
}
