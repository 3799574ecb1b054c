package agents;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends a piece of work from any thread, at once, together with all that the work has begun: HTTP
 * calls, tools, other runs. Each of those has a cancellation of its own inside the outer one.
 *
 * <p>Closing a response from another thread than the one that reads it can block until the next
 * byte arrives. Cancelling the HTTP call does not, so the {@linkplain #intercept interceptor} of a
 * client says which call the work at hand is waiting for.
 */
final class Cancellation {
  private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

  private final Cancellation outer;
  private final Map<Object, Runnable> stops = new HashMap<>();
  private volatile boolean requested;

  /** Ends when the outer one does, at the latest; {@code null} if there is none. */
  Cancellation(Cancellation outer) {
    this.outer = outer;
    if (outer != null) {
      outer.stopBy(this, this::cancel);
    }
  }

  /** Returns what this thread works for, or {@code null} if that is not a run. */
  static Cancellation current() {
    return CURRENT.get();
  }

  /** Ends the work now. Any thread, any number of times. */
  void cancel() {
    synchronized (this) {
      requested = true;
      List.copyOf(stops.values()).forEach(Runnable::run);
      stops.clear();
    }
    if (outer != null) {
      outer.forget(this);
    }
  }

  boolean requested() {
    return requested;
  }

  void check() {
    if (requested) {
      throw new CancellationException("The run was cancelled.");
    }
  }

  /** Says how to stop something that the work has begun, at once if it was cancelled already. */
  synchronized void stopBy(Object begun, Runnable stop) {
    if (requested) {
      stop.run();
    } else {
      stops.put(begun, stop);
    }
  }

  /** Takes {@link #stopBy} back. */
  synchronized void forget(Object begun) {
    stops.remove(begun);
  }

  /** Does the work on this thread of {@link Threads}, and interrupts it there when cancelled. */
  <T> T guard(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    CURRENT.set(this);
    stopBy(thread, thread::interrupt);
    try {
      check();
      return work.call();
    } finally {
      forget(thread);
      CURRENT.remove();
      Thread.interrupted(); // whoever meant the work is late
      check();
    }
  }

  /** Ends the HTTP call that the work at hand has made last; any thread may run it. */
  static Runnable hangUp() {
    Cancellation run = CURRENT.get();
    Runnable nothing = () -> {};
    if (run == null) {
      return nothing;
    }
    synchronized (run) {
      return run.stops.getOrDefault("the HTTP call", nothing);
    }
  }

  /**
   * An interceptor for clients whose runs shall end at once when cancelled. The SDK sends a request
   * again after an {@link IOException}, but not after what this throws when the run was cancelled
   * or the time was up.
   */
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Cancellation run = CURRENT.get();
    if (run == null) {
      return chain.proceed(chain.request());
    }
    run.stopBy("the HTTP call", chain.call()::cancel); // in place of the one before it
    HandshakeLimit handshake = new HandshakeLimit();
    chain.call().addEventListener(handshake);
    try {
      return unlessRedirected(chain.proceed(chain.request()));
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      if (handshake.exceeded()) {
        String silent = "unrecognized SSL: no answer in " + HandshakeLimit.SECONDS + " s";
        throw new UncheckedIOException(new SSLException(silent, e));
      }
      throw e;
    } finally {
      run.check();
    }
  }

  /** A redirect turns the question into a request for a page; that answer would mislead. */
  private static Response unlessRedirected(Response response) {
    if (response.request().method().equals("POST")) {
      return response;
    }
    response.close();
    throw new UncheckedIOException(new IOException("redirected to " + response.request().url()));
  }
}
