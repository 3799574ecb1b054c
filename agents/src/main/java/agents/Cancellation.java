package agents;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends a piece of work at once, from any thread, together with everything that the work has
 * started: HTTP calls, tools, other runs. Each of those has its own cancellation inside this one.
 *
 * <p>If one thread closes a response while another reads it, it can block until the next byte
 * arrives. Cancelling the HTTP call doesn't block. That's why an {@linkplain #intercept
 * interceptor} of the client notes which call the current work is waiting for.
 */
final class Cancellation {
  private static final ThreadLocal<Cancellation> CURRENT = new ThreadLocal<>();

  private final Cancellation outer;
  private final Map<Object, Runnable> stops = new HashMap<>();
  private volatile boolean requested;
  private volatile Runnable hangUp = () -> {};

  /** Ends together with the outer one, or before it. {@code null} means there is no outer one. */
  Cancellation(Cancellation outer) {
    this.outer = outer;
    if (outer != null) {
      outer.stopBy(this, this::cancel);
    }
  }

  /** Returns the cancellation of this thread's work, or {@code null} outside of a run. */
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

  void check() {
    if (requested) {
      throw new CancellationException("The run was cancelled.");
    }
  }

  /** Registers how to stop something; if the work was cancelled already, stops it right away. */
  synchronized void stopBy(Object begun, Runnable stop) {
    if (requested) {
      stop.run();
    } else {
      stops.put(begun, stop);
    }
  }

  /** Undoes {@link #stopBy}. */
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
      synchronized (this) { // or a cancel that has only begun would look like a failure
        forget(thread);
        CURRENT.remove();
        Thread.interrupted(); // an interrupt that came too late
        check();
      }
    }
  }

  /** Does the work on another thread. The future gets its result or its failure. */
  <T> CompletableFuture<T> start(Callable<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Threads.POOL.execute(
        () -> {
          try {
            future.complete(guard(work));
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  /** Returns what ends the latest HTTP call of the current work. Any thread may run it. */
  static Runnable hangUp() {
    Cancellation run = CURRENT.get();
    return run == null ? () -> {} : run.hangUp;
  }

  /**
   * An interceptor for clients, so that cancelling a run ends its HTTP call at once. After an
   * {@link IOException} the SDK would repeat the request. So when the run was cancelled or its time
   * was up, this throws something else.
   */
  static Response intercept(Interceptor.Chain chain) throws IOException {
    Cancellation run = CURRENT.get();
    if (run == null) {
      return chain.proceed(chain.request());
    }
    run.hangUp = chain.call()::cancel;
    run.stopBy("the HTTP call", run.hangUp); // in place of the one before it
    CallListener listener = new CallListener();
    chain.call().addEventListener(listener);
    try {
      return unlessRedirected(chain.proceed(chain.request()), chain.request().method());
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      if (listener.handshake.isCompletedExceptionally()) {
        String silent = "unrecognized SSL: no answer in " + CallListener.SECONDS + " s";
        throw new UncheckedIOException(new SSLException(silent, e));
      }
      throw e;
    } finally {
      run.check();
    }
  }

  /** Fails if a redirect has turned the POST into a GET, because the answer would mislead. */
  private static Response unlessRedirected(Response response, String method) {
    if (response.request().method().equals(method)) {
      return response;
    }
    response.close();
    throw new UncheckedIOException(new IOException("redirected to " + response.request().url()));
  }
}
