package streamingweb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one answer. Several clients may read it: each gets all events, whenever it comes.
 * The writer waits while every reader is far behind, so a slow client slows the model instead of
 * filling memory.
 */
final class EventLog {
  /** Follows the last event. */
  static final String DONE = "[DONE]";

  private static final int AHEAD = 64;
  private static final int MOST_BEHIND = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // A client may go while it is sent an event: then this list changes in the middle of a loop.
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private final PastEvents past = new PastEvents();
  private boolean hurried;
  private boolean over;
  private long alone = System.nanoTime();

  /** Adds an event; waits for the fastest reader. */
  void add(ObjectNode event) {
    lock.lock();
    try {
      while (!hurried && allAreFull()) {
        changed.awaitUninterruptibly(); // a run that is stopped interrupts, and hurries
      }
      publish(event.toString());
      past.add(event);
    } finally {
      lock.unlock();
    }
  }

  private boolean allAreFull() {
    boolean all = !readers.isEmpty();
    for (Reader reader : readers) {
      all &= reader.isFull();
    }
    return all;
  }

  /** From now on the writer waits for nobody. */
  void hurry() {
    lock.lock();
    hurried = true;
    changed.signalAll();
    lock.unlock();
  }

  /** Nothing more will be added. */
  void end() {
    lock.lock();
    try {
      over = true;
      publish(DONE);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reader who gets all events, from the first one on.
   *
   * @param whenClosed is run once, when the reader is closed
   */
  Reader read(Runnable whenClosed) {
    lock.lock();
    try {
      Reader reader = new Reader(whenClosed);
      past.forEach(event -> reader.events.add(event.toString()));
      if (over) {
        reader.events.add(DONE);
      }
      readers.add(reader);
      changed.signalAll(); // the writer waits for the fastest, which is perhaps this one
      return reader;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody has read for this time. */
  boolean isAlone(Duration time) {
    lock.lock();
    try {
      return readers.isEmpty() && System.nanoTime() - alone >= time.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all readers have had everything, or have gone. */
  void awaitReaders(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      for (long left = atMost.toNanos(); !readers.isEmpty() && left > 0; ) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** This thread sends the event at once to each client that keeps up. No other thread wakes. */
  private void publish(String event) {
    for (Reader reader : readers) {
      reader.events.add(event);
      reader.sendAll();
      reader.giveUpIfFarBehind();
    }
  }

  /** One client's way through the events. */
  final class Reader implements AutoCloseable {
    private final Queue<String> events = new ArrayDeque<>();
    private final Condition ended = lock.newCondition();
    private final Runnable whenClosed;
    private EventClient client;
    private long lastSent;
    private boolean waiting;
    private boolean done;
    private Throwable lost;

    private Reader(Runnable whenClosed) {
      this.whenClosed = whenClosed;
    }

    private boolean isFull() {
      return events.size() >= AHEAD;
    }

    /**
     * Returns when the client has the last event, or when the reader is closed. The thread that
     * adds an event sends it, too, unless the client is behind. This one sends only the heartbeats.
     *
     * @param timing how long there may be silence, and how long the client may take nothing
     * @throws IOException if the client has gone, or takes nothing any more
     */
    void sendTo(EventClient client, Settings.Timing timing)
        throws IOException, InterruptedException {
      lock.lock();
      try {
        this.client = client;
        lastSent = System.nanoTime();
        sendAll();
        while (!done) {
          long silence = System.nanoTime() - lastSent;
          if (silence < timing.heartbeat().toNanos()) {
            ended.awaitNanos(timing.heartbeat().toNanos() - silence);
          } else if (!waiting) {
            send(null);
          } else if (silence < timing.patience().toNanos()) {
            long left = timing.patience().toNanos() - silence;
            ended.awaitNanos(Math.min(left, timing.heartbeat().toNanos())); // and look again
          } else {
            throw new IOException("The client takes nothing any more.");
          }
        }
        if (lost != null) {
          throw new IOException(lost);
        }
      } finally {
        lock.unlock();
      }
    }

    /** Sends what there is, until the client is behind. */
    private void sendAll() {
      while (client != null && !waiting && !done && !events.isEmpty()) {
        if (isFull()) {
          changed.signalAll(); // now there is room
        }
        send(events.poll());
      }
    }

    /**
     * The writer waits for the fastest client only. So the events for another could fill memory.
     */
    private void giveUpIfFarBehind() {
      if (events.size() > MOST_BEHIND) {
        events.clear();
        lost = new IOException("The client is too slow.");
        end();
      }
    }

    private void send(String event) {
      lastSent = System.nanoTime();
      CompletableFuture<Void> sent;
      try {
        sent = client.send(event);
      } catch (RuntimeException e) {
        sent = CompletableFuture.failedFuture(e);
      }
      waiting = !sent.isDone();
      sent.whenComplete((none, failure) -> taken(event, failure));
    }

    private void taken(String event, Throwable failure) {
      lock.lock();
      try {
        boolean late = waiting; // then nobody else goes on with the events
        waiting = false;
        lost = failure;
        if (failure != null || DONE.equals(event)) {
          end();
        } else if (late) {
          sendAll();
        }
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      done = true;
      ended.signalAll();
    }

    /** This client has gone, or wants no more. */
    @Override
    public void close() {
      lock.lock();
      boolean first = readers.remove(this);
      alone = System.nanoTime();
      end();
      changed.signalAll();
      lock.unlock();
      if (first) {
        whenClosed.run();
      }
    }
  }
}
