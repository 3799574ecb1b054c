package streamingweb;

import agents.Model;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.endpoints.Reply;

/**
 * A model server whose events leave only when the test lets them, and which sees at once when its
 * client hangs up: for that it reads the bare socket.
 */
final class Upstream implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();
  private final Endpoints endpoints = Endpoints.instant();
  private final Semaphore gate = new Semaphore(0);
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore hungUp = new Semaphore(0);
  private final ServerSocket server;
  private volatile int failures;

  Upstream() throws IOException {
    server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  Model model() {
    return new OpenAIResponsesModel("test-model", OpenAIDefaults.newClient(url(), "sk-secret-key"));
  }

  Upstream letThrough(int events) {
    gate.release(events);
    return this;
  }

  Upstream open() {
    return letThrough(1_000_000);
  }

  void close(int noEvents) {
    gate.drainPermits();
    letThrough(noEvents);
  }

  /** The next requests are refused with status 400. */
  void fail(int requests) {
    failures = requests;
  }

  void awaitRequest() throws InterruptedException {
    Tests.await(asked, "a request to the model");
  }

  /** Waits until the client has ended a call that was not answered to its end. */
  void awaitHangUp() throws InterruptedException {
    Tests.await(hungUp, "the call of the model to end");
  }

  boolean wasHungUp() {
    return hungUp.tryAcquire();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket socket = server.accept();
      start(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws Exception {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      String head = head(in);
      int length = Integer.parseInt(head.replaceFirst("(?is).*content-length: *(\\d+).*", "$1"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      requests.add(body);
      asked.release();
      boolean refused = failures-- > 0;
      Reply reply = endpoints.post(head.split(" ")[1], body);
      OutputStream out = socket.getOutputStream();
      write(
          out,
          "HTTP/1.1 %s OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
              .formatted(refused ? 400 : 200, refused ? "application/json" : reply.contentType()));
      if (refused) {
        write(out, "{\"error\":{\"message\":\"Bad day for sk-secret-key\"}}");
        return;
      }
      Semaphore done = new Semaphore(0);
      start(() -> listen(in, done));
      for (String chunk : reply.chunks()) {
        gate.acquire();
        write(out, chunk);
      }
      done.release();
    }
  }

  private void listen(InputStream in, Semaphore done) {
    try {
      in.read();
    } catch (IOException e) {
      // The connection was reset, which is another way of hanging up.
    }
    if (!done.tryAcquire()) {
      hungUp.release();
      gate.release(); // lets the writer find out
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** What one thread of a test's server does. It may fail when its connection is gone. */
  interface Work {
    void run() throws Exception;
  }

  /** Starts a thread that keeps no program from ending. */
  static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // The client is gone, or the test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  static boolean tryFor(Semaphore semaphore, int seconds) throws InterruptedException {
    return semaphore.tryAcquire(seconds, TimeUnit.SECONDS);
  }
}
