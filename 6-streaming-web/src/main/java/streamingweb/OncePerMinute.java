package streamingweb;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a line out of the log that came up less than a minute ago, so nobody can fill the log. */
final class OncePerMinute {
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  boolean isDue() {
    long now = System.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + TimeUnit.MINUTES.toNanos(1));
  }
}
