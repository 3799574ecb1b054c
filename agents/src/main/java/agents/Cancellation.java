package agents;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends a run from any thread, at once, also while its model is silent.
 *
 * <p>Closing a response from another thread than the one that reads it can block until the next
 * byte arrives. Cancelling the HTTP call does not, so the {@linkplain #intercept interceptor} of a
 * client tells the run at hand which call that is.
 */
final class Cancellation {
  private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

  volatile boolean requested;
  volatile boolean requestedAfterTurn;
  private volatile Runnable stop = () -> {};

  /** Ends the run now. Any thread, any number of times. */
  void cancel() {
    requested = true;
    stop.run();
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
      return work.call();
    } finally {
      CURRENT.set(outer);
      stop = () -> {};
      check();
    }
  }

  /** An interceptor for clients whose runs shall end at once when cancelled. */
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Cancellation run = CURRENT.get();
    if (run == null) {
      return chain.proceed(chain.request());
    }
    run.stopBy(chain.call()::cancel);
    try {
      return chain.proceed(chain.request());
    } finally {
      // After an IOException the SDK would try again, but not after a CancellationException.
      run.check();
    }
  }
}
