package agents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs pieces of work at the same time. The first one that fails ends all others at once. */
final class Parallel {
  private Parallel() {}

  /**
   * Starts the pieces in order, at most so many at a time, and waits for all of them.
   *
   * @param work starts a piece inside a cancellation
   * @param results gets the results in the order of the pieces, each as soon as it and those before
   *     it are there
   */
  static <T> void run(
      List<Function<Cancellation, CompletableFuture<T>>> work,
      int atOnce,
      Cancellation outer,
      Consumer<T> results)
      throws InterruptedException {
    Cancellation all = new Cancellation(outer);
    BlockingQueue<CompletableFuture<T>> ended = new LinkedBlockingQueue<>();
    List<CompletableFuture<T>> started = new ArrayList<>();
    int delivered = 0;
    try {
      for (int done = 0; done < work.size(); done++) {
        while (started.size() < work.size() && started.size() < done + atOnce) {
          CompletableFuture<T> piece = work.get(started.size()).apply(all);
          piece.whenComplete((result, failure) -> ended.add(piece));
          started.add(piece);
        }
        ended.take().get();
        while (delivered < started.size() && started.get(delivered).isDone()) {
          results.accept(started.get(delivered++).get());
        }
      }
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    } finally {
      if (delivered < work.size()) {
        all.cancel();
      }
    }
  }
}
