package bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Visitors who all ask at the same moment, each in a chat of their own, and read their answers. */
final class Visitors {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int asked;

  private final List<Double> firstWords = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> gaps = Collections.synchronizedList(new ArrayList<>());
  private final List<CompletableFuture<?>> answers = new ArrayList<>();
  private final CountDownLatch waiting;

  /** Sends all questions. */
  Visitors(URI server, int visitors) {
    waiting = new CountDownLatch(visitors);
    for (int i = 0; i < visitors; i++) {
      HttpRequest question =
          HttpRequest.newBuilder(server.resolve("/api/agent/stream"))
              .header("Content-Type", "application/json")
              .header("Cookie", "chat=%024d".formatted(asked++))
              .POST(BodyPublishers.ofString("{\"input\":\"Tell me much.\"}"))
              .build();
      Answer answer = new Answer();
      answers.add(
          CLIENT
              .sendAsync(question, BodyHandlers.fromLineSubscriber(answer))
              .thenApply(HttpResponse::statusCode)
              .thenAccept(answer::check)
              .whenComplete((done, failure) -> answer.begin()));
    }
  }

  /** Waits until each visitor reads their answer, or has failed. */
  void awaitFirstWords() throws InterruptedException {
    waiting.await();
  }

  /**
   * Waits for all answers.
   *
   * @return how many were not whole
   */
  int failures() {
    return (int)
        answers.stream().filter(answer -> answer.handle((done, e) -> e != null).join()).count();
  }

  /** How long visitors waited for their first word: this part of them at most so long, in ms. */
  double firstWord(double part) {
    return quantile(firstWords, part);
  }

  /** How long it was from word to word: this part of them at most so long, in ms. */
  double gap(double part) {
    return quantile(gaps, part);
  }

  int words() {
    return firstWords.size() + gaps.size();
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * part)));
  }

  /** Notes when each word of one answer came. */
  private final class Answer implements Subscriber<String> {
    private long before = System.nanoTime();
    private boolean begun;
    private boolean whole;

    @Override
    public void onSubscribe(Subscription lines) {
      lines.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.contains("\"type\":\"text-delta\"")) {
        long now = System.nanoTime();
        (begun ? gaps : firstWords).add((now - before) / 1e6);
        before = now;
        begin();
      }
      whole |= line.contains("\"type\":\"finish\"");
    }

    private void begin() {
      if (!begun) {
        waiting.countDown();
      }
      begun = true;
    }

    void check(int status) {
      if (!whole) {
        throw new IllegalStateException("not a whole answer, status " + status);
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
