package bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Visitors who all ask at the same moment, each in a chat of their own, and read their answers. One
 * thread reads for all of them, because an HTTP client for each would take the processors from the
 * server that is measured.
 */
final class Visitors {
  private static final String QUESTION = "{\"input\":\"Tell me much.\"}";
  private static int asked;

  private final List<Double> firstWords = new ArrayList<>();
  private final List<Double> gaps = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
  private final Selector selector = Selector.open();
  private final CompletableFuture<Integer> failures = new CompletableFuture<>();
  private final CountDownLatch waiting;
  private int reading;
  private int failed;

  /** Sends all questions. */
  Visitors(URI server, int visitors) throws IOException {
    waiting = new CountDownLatch(visitors);
    reading = visitors;
    for (int i = 0; i < visitors; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, new Answer(server));
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }
    new Thread(this::readAll, "visitors").start();
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
    return failures.join();
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

  private void readAll() {
    try (selector) {
      while (reading > 0) {
        selector.select(this::read);
      }
      failures.complete(failed);
    } catch (IOException e) {
      failures.completeExceptionally(e);
    }
  }

  private void read(SelectionKey key) {
    Answer answer = (Answer) key.attachment();
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(StandardCharsets.UTF_8.encode(answer.request));
        key.interestOps(SelectionKey.OP_READ);
      } else {
        answer.read(channel);
      }
    } catch (IOException e) {
      answer.fail();
    }
    if (answer.done) {
      end(key);
    }
  }

  private void end(SelectionKey key) {
    reading--;
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes when each word of one answer came. */
  private final class Answer {
    private final String request;
    private final StringBuilder unread = new StringBuilder();
    private long before = System.nanoTime();
    private boolean begun;
    private boolean done;

    Answer(URI server) {
      request =
          """
          POST /api/agent/stream HTTP/1.1
          Host: %s
          Content-Type: application/json
          Cookie: chat=%024d
          Content-Length: %d

          %s"""
              .formatted(server.getAuthority(), asked++, QUESTION.length(), QUESTION)
              .replace("\n", "\r\n");
    }

    void read(SocketChannel channel) throws IOException {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new EOFException("not a whole answer");
      }
      unread.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      int line = 0;
      for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n", line)) {
        take(unread.substring(line, end));
        line = end + 1;
      }
      unread.delete(0, line);
    }

    private void take(String line) {
      if (line.contains("\"type\":\"text-delta\"")) {
        long now = System.nanoTime();
        (begun ? gaps : firstWords).add((now - before) / 1e6);
        before = now;
        begin();
      }
      done |= line.contains("\"type\":\"finish\"");
    }

    private void begin() {
      if (!begun) {
        waiting.countDown();
      }
      begun = true;
    }

    void fail() {
      begin();
      failed++;
      done = true;
    }
  }
}
