package streamingweb;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** The network between a browser and its server. One can cut it so that neither side notices. */
final class Cable implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private volatile AtomicBoolean dead = new AtomicBoolean();

  Cable(int server) throws IOException {
    this.server = server;
    listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Upstream.start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Nothing comes any more over the connections that brought answers. New ones work. */
  void cut() {
    dead.set(true);
    dead = new AtomicBoolean();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket browser = listener.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
      Wire wire = new Wire(browser, far);
      Upstream.start(() -> wire.carry(browser, far));
      Upstream.start(() -> wire.carry(far, browser));
    }
  }

  private final class Wire {
    private final Socket browser;
    private final Socket far;
    private volatile AtomicBoolean cut = new AtomicBoolean(); // until it brings an answer

    Wire(Socket browser, Socket far) {
      this.browser = browser;
      this.far = far;
    }

    void carry(Socket from, Socket to) throws IOException {
      byte[] bytes = new byte[8192];
      InputStream in = from.getInputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        if (from == browser && text.matches("(?s)(POST|GET) /(api/agent/stream|ws/chat).*")) {
          cut = dead;
        }
        if (!cut.get()) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
      if (!cut.get()) { // or the other side would hear of it
        browser.close();
        far.close();
      }
    }
  }
}
