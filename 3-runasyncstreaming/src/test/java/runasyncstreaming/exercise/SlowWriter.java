package runasyncstreaming.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import testkit.ExerciseWait;
import testkit.WatchedModel;

/**
 * A model that writes the next delta when the one before was seen on the screen, and after the last
 * one that the reader wants, only when the reader has gone.
 */
final class SlowWriter extends WatchedModel {
  final List<String> screen = new CopyOnWriteArrayList<>();
  final List<Integer> progress = new CopyOnWriteArrayList<>();
  private final int last;
  private final Semaphore seen = new Semaphore(0);
  private final Semaphore gone = new Semaphore(0);
  private volatile boolean breaks;
  private volatile boolean early;
  private volatile boolean late;
  private volatile boolean stays;

  /**
   * A model that writes these deltas.
   *
   * @param last the number of the last one that the reader wants, from 1
   */
  SlowWriter(int last, String... deltas) {
    super(Answer.text(deltas));
    this.last = last;
  }

  /** Lets the connection break after the last delta that the reader wants. */
  SlowWriter breaking() {
    breaks = true;
    return this;
  }

  void show(String delta) {
    screen.add(delta);
    seen.release();
  }

  void progress(int words) {
    early = early || progress.size() >= screen.size();
    progress.add(words);
  }

  void readerIsGone() {
    gone.release();
    seen.release(1000);
  }

  /** Whether progress was reported before the delta was on the screen. */
  boolean wasEarly() {
    return early;
  }

  /** Whether a delta had to be written although the one before was not on the screen yet. */
  boolean wasLate() {
    return late;
  }

  /** Whether the reader was still there when it had all that it wants. */
  boolean readerStayed() {
    return stays;
  }

  @Override
  protected void afterDelta(int number) {
    late = late || !ExerciseWait.acquire(seen, 1);
    if (number == last && breaks) {
      throw new UncheckedIOException(new IOException("unexpected end of stream"));
    }
    if (number == last && !late) {
      stays = !ExerciseWait.acquire(gone, 1);
    }
    if (late || stays) {
      seen.release(1000); // the verdict is in: no more waiting
    }
  }
}
