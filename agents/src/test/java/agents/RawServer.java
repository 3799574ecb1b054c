package agents;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server that writes each byte when the test says so, which no library's server does. Each
 * connection is good for one request; what is written is sent at once.
 */
final class RawServer implements AutoCloseable {
  static final String SSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  /** Answers one request, which was read already; the connection closes when it returns. */
  interface Answer {
    void write(OutputStream out) throws Exception;
  }

  final AtomicInteger requests = new AtomicInteger();

  /** Counted down when a request has come. */
  final CountDownLatch asked = new CountDownLatch(1);

  /** Counted down when a client has hung up while its answer was being written or awaited. */
  final CountDownLatch hungUp = new CountDownLatch(1);

  private final ServerSocket listener;
  private final Answer answer;

  private RawServer(Answer answer) {
    this.answer = answer;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  static RawServer answering(Answer answer) {
    return new RawServer(answer);
  }

  /** Sends this much, and then nothing more: it waits until the client hangs up. */
  static RawServer stalling(String beginning) {
    return new RawServer(
        out -> {
          out.write(beginning.getBytes(StandardCharsets.UTF_8));
          out.flush();
          new CountDownLatch(1).await();
        });
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        connection.setTcpNoDelay(true);
        daemon(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      readRequest(in);
      requests.incrementAndGet();
      asked.countDown();
      daemon(() -> watch(in));
      answer.write(connection.getOutputStream());
    } catch (Exception e) {
      // The client has hung up: watch tells.
    }
  }

  /** The client sends nothing after its request, so a read ends when it hangs up. */
  private void watch(InputStream in) {
    try {
      in.read();
    } catch (IOException reset) {
      // Hung up the hard way.
    }
    hungUp.countDown();
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The client has hung up in the middle of its request.");
      }
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }
}
