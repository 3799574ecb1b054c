package runconfig.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import testkit.ExerciseWait;
import testkit.WatchedModel;

/**
 * A provider that writes its next delta when the one before was shown; that fails when it is told
 * to, or waits until its reader has gone.
 */
final class Unsteady extends WatchedModel {
  private static final int NEVER = -1;

  /** What it fails with. */
  final IOException failure = new IOException("unexpected end of stream");

  private final String name;
  private final int failsAfter;
  private final boolean waits;
  private final Semaphore shown = new Semaphore(0);
  private final Semaphore gone = new Semaphore(0);
  private volatile boolean late;

  private Unsteady(String name, int failsAfter, boolean waits, String... deltas) {
    super(Answer.text(deltas));
    this.name = name;
    this.failsAfter = failsAfter;
    this.waits = waits;
  }

  static Unsteady answering(String name, String... deltas) {
    return new Unsteady(name, NEVER, false, deltas);
  }

  /** One that fails after so many deltas, each time that it is asked. */
  static Unsteady failing(String name, int failsAfter, String... deltas) {
    return new Unsteady(name, failsAfter, false, deltas);
  }

  /** One that writes its second delta when the reader has gone. */
  static Unsteady waiting(String name, String... deltas) {
    return new Unsteady(name, NEVER, true, deltas);
  }

  /** To be called when the screen got a delta. */
  void shown() {
    shown.release();
  }

  void readerIsGone() {
    gone.release();
    shown.release(1000);
  }

  /** Whether a delta had to be written although the one before was not shown yet. */
  boolean wasLate() {
    return late;
  }

  @Override
  protected void beforeAnswer() throws IOException {
    if (failsAfter == 0) {
      throw failure;
    }
  }

  @Override
  protected void afterDelta(int number) {
    late = late || !ExerciseWait.acquire(shown, 1);
    if (number == failsAfter) {
      throw new UncheckedIOException(failure);
    }
    if (number == 1 && waits) {
      ExerciseWait.acquire(gone, 1);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
