package agents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Runs pieces of work at the same time. The first one that fails ends all others at once. */
final class Parallel {
  private Parallel() {}

  /**
   * Starts the pieces in order, at most so many at a time, and waits for all of them. Returns their
   * results in the order of the pieces.
   *
   * @param early gets the same results, each as soon as it and those before it are there
   */
  static <T> List<T> run(
      List<Callable<T>> work, int atOnce, Cancellation outer, Consumer<T> early) {
    Cancellation all = new Cancellation(outer);
    BlockingQueue<CompletableFuture<T>> ended = new LinkedBlockingQueue<>();
    List<CompletableFuture<T>> started = new ArrayList<>();
    List<T> results = new ArrayList<>();
    try {
      for (int done = 0; done < work.size(); done++) {
        while (started.size() < work.size() && started.size() < done + atOnce) {
          CompletableFuture<T> piece = new Cancellation(all).start(work.get(started.size()));
          piece.whenComplete((result, failure) -> ended.add(piece));
          started.add(piece);
        }
        ended.take().get();
        while (results.size() < started.size() && started.get(results.size()).isDone()) {
          results.add(started.get(results.size()).get());
          early.accept(results.get(results.size() - 1));
        }
      }
      return results;
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted.");
    } finally {
      if (results.size() < work.size()) {
        all.cancel();
      }
    }
  }
}
