package runasync;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.endpoints.Reply;

/**
 * The offline model's answers, but a question about history gets none: what becomes of its request
 * can be watched. A bare socket, since only there the end of a client can be seen by reading.
 */
final class WatchedModel implements AutoCloseable {
  /** Over when the question about history has arrived. */
  final CountDownLatch asked = new CountDownLatch(1);

  /** Over when its asker has hung up. */
  final CountDownLatch hungUp = new CountDownLatch(1);

  private final Endpoints endpoints = Endpoints.instant();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;
  private final Map<String, Hold> holds = new ConcurrentHashMap<>();

  WatchedModel() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    threads.submit(this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  /** Returns when a question may be answered. */
  interface Hold {
    void await() throws InterruptedException;
  }

  /** Questions that contain this are not answered before that. */
  void hold(String words, Hold until) {
    holds.put(words, until);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    server.close();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      threads.submit(() -> converse(socket));
    }
  }

  private Void converse(Socket socket) throws IOException, InterruptedException {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String request = read(in);
      if (request.contains("history")) {
        asked.countDown();
        waitForTheEnd(in);
        hungUp.countDown();
        return null;
      }
      for (String words : holds.keySet()) {
        if (request.contains(words)) {
          holds.get(words).await();
        }
      }
      Reply reply = endpoints.post("/v1/responses", request);
      byte[] body = String.join("", reply.chunks()).getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(reply.status(), reply.contentType(), body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      return null;
    }
  }

  /** The body of a request. */
  private static String read(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    String length = head.toString().replaceAll("(?is).*\r\nContent-Length: *(\\d+).*", "$1");
    byte[] body = new byte[Integer.parseInt(length)];
    in.readFully(body);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void waitForTheEnd(DataInputStream in) {
    try {
      if (in.read() >= 0) {
        throw new IllegalStateException("one request a connection");
      }
    } catch (IOException e) {
      // A connection that is reset has ended as well.
    }
  }
}
