package agents;

import agents.StreamEvent.AgentUpdatedStreamEvent;
import com.openai.models.responses.ResponseInputItem;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A run that you read while it happens; mirrors Python's {@code RunResultStreaming}. You can call
 * the methods of {@link RunResult} at any time: they return what the run has produced so far.
 *
 * <p>The run is never more than {@value #HAND_OFF} events ahead of its reader, and waits for the
 * reader at the end of each turn. So a slow reader slows the model instead of filling memory. A run
 * that nobody reads gets no further than its first turn. (Python's run goes ahead without a bound.)
 *
 * <p>The run starts when you begin to read, or after {@value #MILLIS_TO_BEGIN} ms if you don't.
 */
public final class RunResultStreaming extends RunResult implements AutoCloseable {
  /** When {@link #cancel(CancelMode)} takes effect. */
  public enum CancelMode {
    /** At once: ends the HTTP call and drops the events that you haven't read yet. */
    IMMEDIATE,
    /**
     * When the current turn and its tools are done. You can cancel as late as at the turn's last
     * event: the model is not called again. If you cancel before the first turn, it is not called
     * at all.
     */
    AFTER_TURN
  }

  static final int HAND_OFF = 64;
  static final int MILLIS_TO_BEGIN = 100;
  // Events that no reader gets to see.
  private static final StreamEvent TURN_END = new AgentUpdatedStreamEvent(null);
  private static final StreamEvent END = new AgentUpdatedStreamEvent(null);

  private final BlockingQueue<StreamEvent> handOff = new ArrayBlockingQueue<>(HAND_OFF);
  private final Semaphore arrived = new Semaphore(0);
  private final Iterator<StreamEvent> events =
      Stream.generate(this::take).takeWhile(next -> next != END).iterator();
  private final Cancellation cancellation = new Cancellation(Cancellation.current());
  private final CompletableFuture<Consumer<StreamEvent>> wanted = new CompletableFuture<>();
  private final Semaphore turnsRead = new Semaphore(0);
  private final Object reading = new Object();
  private Consumer<StreamEvent> direct;
  private Throwable readerFailure;
  private boolean readerIsGone;
  private volatile boolean stopAfterTurn;
  private volatile boolean dropped;
  private volatile boolean complete;
  private volatile Throwable failure;

  RunResultStreaming(Agent agent, List<ResponseInputItem> input, RunConfig config) {
    super(agent, input, config);
    AgentLoop loop = new AgentLoop(this, config, cancellation, this);
    cancellation.stopBy(this, this::drop);
    Threads.POOL.execute(() -> work(loop));
  }

  /**
   * Returns the events of the run in order, each of them once, and waits for the next one. If the
   * run fails, you get all events from before the failure, and then the exception.
   *
   * <p>Leaving the loop early does not end the run; {@link #close()} does. Interrupting the thread
   * that reads ends the run too.
   */
  public Iterable<StreamEvent> streamEvents() {
    return () -> events;
  }

  /**
   * Calls a function with each event and returns when the run has ended, just like a loop over
   * {@link #streamEvents()}. The function is called on a thread of the run, one event at a time, so
   * no event has to go from thread to thread. On a server with many streams, this saves about a
   * tenth of the CPU time. (Python has nothing like it: it runs everything on one thread.)
   *
   * <p>If the function throws, the run ends, and this method throws the same. If the run is
   * cancelled, the function's thread is interrupted, and this method returns when the function has.
   */
  public void forEach(Consumer<? super StreamEvent> reader) {
    Consumer<StreamEvent> safe = event -> give(event, reader);
    wanted.complete(safe);
    try {
      streamEvents().forEach(safe); // has events only if the run began before; else just the end
    } finally {
      synchronized (reading) { // the run can end while the function is at work
        readerIsGone = true;
        if (readerFailure != null) {
          throw Threads.unchecked(readerFailure);
        }
      }
    }
  }

  private void give(StreamEvent event, Consumer<? super StreamEvent> reader) {
    synchronized (reading) {
      try {
        if (!dropped && !readerIsGone) {
          reader.accept(event);
        }
      } catch (Throwable e) {
        readerFailure = e;
        cancel();
      }
    }
  }

  /** Ends the run. The loop over the events ends without an exception. Any thread may call this. */
  public void cancel(CancelMode mode) {
    if (mode == CancelMode.AFTER_TURN) {
      stopAfterTurn = true;
      wanted.complete(null);
    } else {
      cancellation.cancel();
      drop();
    }
  }

  /** Ends the run at once. */
  public void cancel() {
    cancel(CancelMode.IMMEDIATE);
  }

  /** Ends the run at once, if it has not ended yet. */
  @Override
  public void close() {
    cancel();
  }

  /** Whether the run has ended: with an answer, a failure, or because it was cancelled. */
  public boolean isComplete() {
    return complete || dropped;
  }

  // The side of the loop, on its own thread.

  private void work(AgentLoop loop) {
    direct = wanted.completeOnTimeout(null, MILLIS_TO_BEGIN, TimeUnit.MILLISECONDS).join();
    try {
      cancellation.guard(loop::run);
    } catch (Throwable e) {
      failure = e;
    }
    complete = true;
    if (!dropped) {
      queue(List.of(END)); // waits for the reader, unless an outer run ends first
    }
    cancellation.forget(this);
    cancellation.cancel();
  }

  /** Hands over events that have arrived together. */
  void hand(List<? extends StreamEvent> events) {
    if (direct != null) {
      events.forEach(direct);
    } else {
      queue(events);
    }
  }

  /** Wakes the reader once for all of them. */
  private void queue(List<? extends StreamEvent> events) {
    try {
      for (StreamEvent event : events) {
        if (!handOff.offer(event)) {
          arrived.release();
          handOff.put(event);
        }
      }
      arrived.release();
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted.");
    }
  }

  /**
   * Returns whether to start another turn. First waits until the reader has taken all events of the
   * turn before and wants more, so that the reader can still cancel at the last of them.
   */
  boolean wantsTurn(int turn) {
    if (turn > 1 && direct == null) {
      queue(List.of(TURN_END));
      turnsRead.acquireUninterruptibly();
    }
    return !stopAfterTurn;
  }

  // The side of the reader.

  private void drop() {
    dropped = true;
    handOff.clear();
    offerEnd();
    wanted.complete(null);
    turnsRead.release();
  }

  private void offerEnd() {
    handOff.offer(END);
    arrived.release();
  }

  private StreamEvent take() {
    wanted.complete(null);
    try {
      StreamEvent next = dropped ? END : next();
      while (next == TURN_END) {
        turnsRead.release();
        next = next();
      }
      if (next == END) {
        offerEnd(); // for another reader
        if (failure != null && !dropped) {
          throw Threads.unchecked(failure);
        }
      }
      return dropped ? END : next;
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      return END;
    }
  }

  private StreamEvent next() throws InterruptedException {
    StreamEvent next = handOff.poll();
    while (next == null) {
      arrived.acquire();
      next = handOff.poll();
    }
    return next;
  }
}
