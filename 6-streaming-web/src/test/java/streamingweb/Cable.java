package streamingweb;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The network between a client and its server. One can cut it so that neither side notices. */
final class Cable implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final Pattern what;
  private volatile AtomicBoolean dead = new AtomicBoolean();

  /**
   * @param what how the request begins after which a connection can be cut
   */
  Cable(int server, String what) throws IOException {
    this.server = server;
    this.what = Pattern.compile(what);
    listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Upstream.start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Nothing comes any more over the connections that carried such a request. New ones work. */
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
      Socket client = listener.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
      Wire wire = new Wire(client, far);
      Upstream.start(() -> wire.carry(client, far));
      Upstream.start(() -> wire.carry(far, client));
    }
  }

  private final class Wire {
    private final Socket client;
    private final Socket far;
    private volatile AtomicBoolean cut = new AtomicBoolean(); // until it brings an answer

    Wire(Socket client, Socket far) {
      this.client = client;
      this.far = far;
    }

    void carry(Socket from, Socket to) throws IOException {
      byte[] bytes = new byte[8192];
      InputStream in = from.getInputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        if (from == client && !cut.get() && what.matcher(text).lookingAt()) {
          cut = dead;
        }
        if (!cut.get()) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
      if (!cut.get()) { // or the other side would hear of it
        client.close();
        far.close();
      }
    }
  }
}
