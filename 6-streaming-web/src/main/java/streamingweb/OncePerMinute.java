package streamingweb;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** For troubles that come up with every request, as often as anybody likes: one line is enough. */
final class OncePerMinute {
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  boolean isDue() {
    long now = System.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + TimeUnit.MINUTES.toNanos(1));
  }
}
