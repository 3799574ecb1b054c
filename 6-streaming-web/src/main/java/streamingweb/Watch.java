package streamingweb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the answers that are being written, again and again. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Collection<ChatRun> running;
  private final Chats chats;
  private final Turns turns;
  private final Settings.Timing timing;
  private final OncePerMinute outage;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Watch::daemon);
  private long blindUntil = System.nanoTime();

  Watch(
      Collection<ChatRun> running,
      Chats chats,
      Turns turns,
      OncePerMinute outage,
      Settings.Timing timing) {
    this.running = running;
    this.chats = chats;
    this.turns = turns;
    this.outage = outage;
    this.timing = timing;
    long pause = timing.look().toMillis();
    clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    clock.scheduleWithFixedDelay(this::forget, 0, 1, TimeUnit.HOURS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chat watch");
    thread.setDaemon(true);
    return thread;
  }

  boolean isOver() {
    return clock.isShutdown();
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  private void look() {
    try {
      List<ChatRun> runs = List.copyOf(running);
      if (!runs.isEmpty()) {
        lookAt(runs); // first: this server may have been asleep, and its own answers go on
      }
      if (System.nanoTime() - blindUntil >= 0) {
        turns.rescue();
      }
    } catch (RuntimeException | Error e) { // whatever leaves this method would end the watch
      // The database was perhaps away for all. Then the others need time to renew their leases.
      blindUntil = System.nanoTime() + timing.lease().toNanos();
      if (!isOver() && outage.isDue()) { // a server that closes takes the database away
        LOG.error("The answers cannot be looked after: {}", Refusals.inALine(e));
      }
    }
  }

  /** Renews the leases, and ends the answers that somebody stopped or that nobody reads. */
  private void lookAt(List<ChatRun> runs) {
    Map<String, Turns.Wishes> wishes = turns.renew(runs.stream().map(ChatRun::id).toList());
    for (ChatRun run : runs) {
      Turns.Wishes wish = wishes.get(run.id());
      if (wish == null) {
        run.fail("This chat was deleted, or another server goes on with it. Reload the page.");
      } else if (wish.stop() || isAlone(run, wish)) {
        run.stop();
      }
    }
    keepDrafts(runs);
  }

  private boolean isAlone(ChatRun run, Turns.Wishes wish) {
    long unread = System.currentTimeMillis() - wish.readAt();
    return run.log().isAlone(timing.grace()) && unread > timing.grace().toMillis();
  }

  /** Takes a fifth of the time at most. If that is too short for all, chance decides which. */
  private void keepDrafts(List<ChatRun> runs) {
    long end = System.nanoTime() + timing.look().toNanos() / 5;
    List<ChatRun> inAnyOrder = new ArrayList<>(runs);
    Collections.shuffle(inAnyOrder);
    for (ChatRun run : inAnyOrder) {
      if (System.nanoTime() < end) {
        run.news().ifPresent(turns.drafts()::keepIfLonger);
      }
    }
  }

  private void forget() {
    try {
      chats.forget();
    } catch (RuntimeException | Error e) {
      LOG.error("Old chats cannot be deleted: {}", Refusals.inALine(e));
    }
  }
}
