package agentloop.exercise;

import agents.Model;
import com.openai.models.responses.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import testkit.ExerciseWait;
import testkit.WatchedModel;

/** A model that writes on when the screen has shown every point that is complete. */
final class NewsWriter extends WatchedModel {
  /** What may happen after a delta. */
  enum Then {
    ALL_IS_WRITTEN,
    THE_STREAM_BREAKS,
    THE_READER_LEAVES
  }

  private static final int NO_MORE_WAITING = 1000;

  final List<String> screen = new CopyOnWriteArrayList<>();
  private final List<String> deltas;
  private final int last;
  private final Then then;
  private final Semaphore shown = new Semaphore(0);
  private final Semaphore gone = new Semaphore(0);
  private volatile boolean blocking;
  private volatile String late = "";

  /**
   * A model that writes these deltas.
   *
   * @param last the number of the delta, from 1, after which something happens
   */
  NewsWriter(Then then, int last, List<String> deltas) {
    super(Answer.text(deltas.toArray(String[]::new)));
    this.then = then;
    this.last = last;
    this.deltas = deltas;
  }

  void show(String point) {
    screen.add(point);
    shown.release();
  }

  void readerIsGone() {
    gone.release();
    shown.release(NO_MORE_WAITING);
  }

  /** All that was streamed. */
  String written() {
    return String.join("", deltas.subList(0, last));
  }

  /** Whether the answer came to its end. */
  boolean ends() {
    return then != Then.THE_STREAM_BREAKS;
  }

  /** The delta that completed a point which then was not on the screen; empty if there is none. */
  String late() {
    return late;
  }

  /** Whether the answer was asked for as a whole. */
  boolean wasBlocking() {
    return blocking;
  }

  @Override
  public Response respond(Model.Request request) throws IOException {
    blocking = true;
    return super.respond(request);
  }

  @Override
  protected void beforeAnswer() throws IOException {
    if (last == 0) {
      throw new IOException("connection refused");
    }
  }

  @Override
  protected void afterDelta(int number) {
    String delta = deltas.get(number - 1);
    int complete = (int) delta.chars().filter(c -> c == '\n').count();
    if (!ExerciseWait.acquire(shown, complete) && late.isEmpty()) {
      late = delta;
      shown.release(NO_MORE_WAITING); // the verdict is in
    }
    if (number == last && then == Then.THE_STREAM_BREAKS) {
      throw new UncheckedIOException(new IOException("unexpected end of stream"));
    }
    if (number == last && then == Then.THE_READER_LEAVES) {
      ExerciseWait.acquire(gone, 1);
    }
  }
}
