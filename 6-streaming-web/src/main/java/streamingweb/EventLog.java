package streamingweb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import wire.Json;

/**
 * The events of one answer. Several clients may read it: each gets all events, whenever it comes.
 * The writer waits while every reader is far behind, so a slow client slows the model instead of
 * filling memory.
 */
final class EventLog {
  /** Follows the last event. */
  static final String DONE = "[DONE]";

  private static final int AHEAD = 64;
  private static final int MOST_TRANSIENT = 2_000;

  /** Takes the events to a client. */
  interface Sink {
    /**
     * Returns when the client has taken it.
     *
     * @param event null if there was none for a while: then look whether the client is still there
     * @throws IOException if the client has gone, or takes nothing any more
     */
    void send(String event) throws IOException, InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Reader> readers = new ArrayList<>();
  private final List<ObjectNode> past = new ArrayList<>();
  private ObjectNode last = Json.object(); // of these, without the transient ones
  private final StringBuilder delta = new StringBuilder(); // its text
  private int transients;
  private boolean hurried;
  private boolean over;
  private long alone = System.nanoTime();

  /** Adds an event; waits for the fastest reader. */
  void add(ObjectNode event) throws InterruptedException {
    lock.lock();
    try {
      while (!hurried && !readers.isEmpty() && readers.stream().allMatch(Reader::isFull)) {
        changed.await();
      }
      publish(event.toString());
      remember(event);
    } finally {
      lock.unlock();
    }
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
    over = true;
    publish(DONE);
    lock.unlock();
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
      joinDeltas();
      past.forEach(event -> reader.events.add(event.toString()));
      if (over) {
        reader.events.add(DONE);
      }
      readers.add(reader);
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

  private void publish(String event) {
    readers.forEach(reader -> reader.events.add(event));
    changed.signalAll();
  }

  /** For readers to come, neighbouring pieces of one text are one piece. */
  private void remember(ObjectNode event) {
    String piece = Json.string(event, "/delta");
    if (event.has("transient")) {
      if (transients++ < MOST_TRANSIENT) { // nobody misses the rest, and memory is not for free
        past.add(event);
      }
    } else if (event.has("delta") && isNextPiece(last, event)) {
      delta.append(piece);
    } else {
      joinDeltas();
      past.add(event);
      last = event;
      delta.setLength(0);
      delta.append(piece);
    }
  }

  private static boolean isNextPiece(ObjectNode last, ObjectNode event) {
    return last.path("type").equals(event.path("type")) && last.path("id").equals(event.path("id"));
  }

  private void joinDeltas() {
    if (last.has("delta")) {
      last.put("delta", delta.toString());
    }
  }

  /** One client's way through the events. */
  final class Reader implements AutoCloseable {
    private final Queue<String> events = new ArrayDeque<>();

    private final Runnable whenClosed;
    private boolean closed;

    private Reader(Runnable whenClosed) {
      this.whenClosed = whenClosed;
    }

    private boolean isFull() {
      return events.size() >= AHEAD;
    }

    /**
     * Sends the client each event as it comes, until the last one or until the reader is closed.
     *
     * @param heartbeat how long there may be silence
     */
    void sendTo(Sink client, Duration heartbeat) throws IOException, InterruptedException {
      String event;
      do {
        event = next(heartbeat);
        client.send(event);
      } while (!DONE.equals(event));
    }

    /** Returns the next event, or null if none came in this time. The last one is DONE. */
    private String next(Duration time) throws InterruptedException {
      lock.lock();
      try {
        for (long left = time.toNanos(); events.isEmpty() && !closed && left > 0; ) {
          left = changed.awaitNanos(left);
        }
        if (closed) {
          return DONE;
        }
        if (isFull()) {
          changed.signalAll(); // now there is room
        }
        return events.poll();
      } finally {
        lock.unlock();
      }
    }

    /** This client has gone, or wants no more. */
    @Override
    public void close() {
      lock.lock();
      closed = true;
      boolean first = readers.remove(this);
      alone = System.nanoTime();
      changed.signalAll();
      lock.unlock();
      if (first) {
        whenClosed.run();
      }
    }
  }
}
