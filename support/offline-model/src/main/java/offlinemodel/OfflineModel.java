package offlinemodel;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A model server in this process that speaks the OpenAI API: the same requests and answers as the
 * real service's, from scripts. It uses daemon threads only, so a program can end without closing
 * it.
 */
public final class OfflineModel implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger SERVER_LOG = Logger.getLogger("com.sun.net.httpserver");

  static {
    SERVER_LOG.setLevel(Level.OFF);
    // Without this the system holds small events back for up to 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String address;
  private final Closeable stop;

  private OfflineModel(String host, int port, Closeable stop) {
    this.address = "http://" + host + ":" + port;
    this.stop = stop;
  }

  /** Starts on a free port that only this machine can reach. */
  public static OfflineModel start(Settings settings) {
    return start(settings, LOOPBACK, 0);
  }

  /**
   * Starts on a given address.
   *
   * @param port 0 for a free one
   * @throws UncheckedIOException with one line to show to the user if the port is in use
   */
  public static OfflineModel start(Settings settings, String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    try {
      return settings.fault() == Fault.REFUSE_CONNECTION
          ? refuse(address)
          : serve(settings, address);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen at " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** The address for OpenAI clients, such as {@code http://127.0.0.1:40123/v1}. */
  public String baseUrl() {
    return address + "/v1";
  }

  /** The address of a short article, for lessons that read a web page. */
  public String articleUrl() {
    return address + Answers.ARTICLE;
  }

  /** Stops at once; answers that are being streamed break off. */
  @Override
  public void close() {
    try {
      stop.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OfflineModel serve(Settings settings, InetSocketAddress address)
      throws IOException {
    Handler handler = new Handler(new Answers(settings));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", handler);
    ExecutorService connections = Executors.newCachedThreadPool(OfflineModel::daemon);
    server.setExecutor(connections);
    // The server's own thread inherits being a daemon from the thread that starts it.
    CompletableFuture.runAsync(server::start, connections).join();
    return new OfflineModel(
        address.getHostString(),
        server.getAddress().getPort(),
        () -> {
          connections.shutdownNow();
          server.stop(0);
        });
  }

  /** A port that is taken but not listened at: connecting fails, and nobody else can have it. */
  private static OfflineModel refuse(InetSocketAddress address) throws IOException {
    Socket taken = new Socket();
    taken.bind(address);
    return new OfflineModel(address.getHostString(), taken.getLocalPort(), taken::close);
  }

  private static Thread daemon(Runnable connection) {
    Thread thread = new Thread(connection, "offline-model");
    thread.setDaemon(true);
    return thread;
  }
}
