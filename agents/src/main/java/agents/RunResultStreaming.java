package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * A run that is read while it happens; mirrors Python's {@code RunResultStreaming}.
 *
 * <p>The run works on a thread of its own and hands each event over. It is never more than {@value
 * #HAND_OFF} events ahead: a slow reader slows the model instead of filling memory, and a run that
 * nobody reads waits until it is closed. (Python's runs ahead without a bound.)
 */
public final class RunResultStreaming implements AutoCloseable {
  /** When {@link #cancel(CancelMode)} takes effect. */
  public enum CancelMode {
    /** At once: the HTTP call is ended, events not yet read are dropped. */
    IMMEDIATE,
    /** When the turn at hand and its tools are done. */
    AFTER_TURN
  }

  static final int HAND_OFF = 64;
  private static final Object END = new Object();

  private final BlockingQueue<Object> handOff = new ArrayBlockingQueue<>(HAND_OFF);
  private final Iterator<StreamEvent> events = new Events();
  private final Cancellation cancellation = new Cancellation();
  private final AgentLoop loop;
  private volatile Throwable failure;
  private volatile boolean complete;

  private RunResultStreaming(Agent agent, List<ResponseInputItem> input, RunConfig config) {
    loop = new AgentLoop(agent, input, config, Optional.of(this::hand), cancellation);
  }

  static RunResultStreaming start(Agent agent, List<ResponseInputItem> input, RunConfig config) {
    RunResultStreaming result = new RunResultStreaming(agent, input, config);
    Threads.POOL.execute(result::work);
    return result;
  }

  /**
   * The events of the run, in order, each once; waits for those to come. All that was received
   * before a failure is delivered before the failure is thrown.
   *
   * <p>Leaving the loop early does not end the run; {@link #close()} does.
   */
  public Iterable<StreamEvent> streamEvents() {
    return () -> events;
  }

  /** Ends the run at once, from any thread, any number of times. */
  public void cancel() {
    cancellation.cancel();
    handOff.clear();
    handOff.offer(END);
  }

  /** Ends the run; the reader's loop ends without an exception. */
  public void cancel(CancelMode mode) {
    if (mode == CancelMode.AFTER_TURN) {
      cancellation.cancelAfterTurn();
    } else {
      cancel();
    }
  }

  /** Ends the run if it has not ended yet. */
  @Override
  public void close() {
    cancel();
  }

  public boolean isComplete() {
    return complete;
  }

  /** The answer, or {@code null} as long as there is none; see {@link RunResult}. */
  public Object finalOutput() {
    return loop.soFar().finalOutput();
  }

  /** The answer as an object of the given class; see {@link RunResult}. */
  public <T> T finalOutputAs(Class<T> type) {
    return loop.soFar().finalOutputAs(type);
  }

  public List<RunItem> newItems() {
    return loop.soFar().newItems();
  }

  public List<ResponseInputItem> toInputList() {
    return loop.soFar().toInputList();
  }

  public Optional<String> lastResponseId() {
    return loop.soFar().lastResponseId();
  }

  public Usage usage() {
    return loop.soFar().usage();
  }

  public Agent lastAgent() {
    return loop.soFar().lastAgent();
  }

  public Trace trace() {
    return loop.soFar().trace();
  }

  private void work() {
    try {
      loop.run();
    } catch (Throwable e) {
      failure = e;
    }
    complete = true;
    hand(END);
  }

  private void hand(Object event) {
    try {
      handOff.put(event);
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted.");
    }
  }

  private Object take() {
    try {
      return handOff.take();
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw new CancellationException("The reader of the run was interrupted.");
    }
  }

  private final class Events implements Iterator<StreamEvent> {
    private Object next;

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = take();
      }
      if (cancellation.isRequested()) {
        next = END;
      } else if (next == END && failure != null) {
        throw Threads.unchecked(failure);
      }
      return next != END;
    }

    @Override
    public StreamEvent next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StreamEvent event = (StreamEvent) next;
      next = null;
      return event;
    }
  }
}
