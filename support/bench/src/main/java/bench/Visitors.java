package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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
  private final CompletableFuture<Integer> failures;
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
    failures = CompletableFuture.supplyAsync(this::readAll, t -> new Thread(t, "visitors").start());
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

  private int readAll() {
    try (selector) {
      while (reading > 0) {
        selector.select(this::read);
      }
      return failed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the question, reads what there is of the answer, or ends. */
  private void read(SelectionKey key) {
    Answer answer = (Answer) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(StandardCharsets.UTF_8.encode(answer.request));
        key.interestOps(SelectionKey.OP_READ);
      } else if (channel.read(buffer.clear()) >= 0) {
        answer.take(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      } else {
        end(channel, answer);
      }
    } catch (IOException e) {
      end(channel, answer);
    }
  }

  private void end(SocketChannel channel, Answer answer) {
    reading--;
    failed += answer.whole ? 0 : 1;
    answer.begin();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes when each word of one answer came. */
  private final class Answer {
    private final String request;
    private final StringBuilder unread = new StringBuilder();
    private long before = System.nanoTime();
    private boolean begun;
    private boolean whole;

    Answer(URI server) {
      request =
          """
          POST /api/agent/stream HTTP/1.1
          Host: %s
          Connection: close
          Content-Type: application/json
          Cookie: chat=%024d
          Content-Length: %d

          %s"""
              .formatted(server.getAuthority(), asked++, QUESTION.length(), QUESTION)
              .replace("\n", "\r\n");
    }

    void take(CharBuffer text) {
      unread.append(text);
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
      whole |= line.contains("\"type\":\"finish\"");
    }

    void begin() {
      if (!begun) {
        waiting.countDown();
      }
      begun = true;
    }
  }
}
