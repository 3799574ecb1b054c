package offlinemodel.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import offlinemodel.endpoints.Endpoints;

/**
 * The HTTP server: reads requests, sends replies at their pace, and breaks or stalls connections if
 * the fault is one of those. It uses daemon threads only.
 */
public final class ModelServer implements Closeable {
  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger SERVER_LOG = Logger.getLogger("com.sun.net.httpserver");

  static {
    SERVER_LOG.setLevel(Level.OFF);
    // Without this the system holds small events back for up to 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final int port;
  private final Closeable stop;

  private ModelServer(int port, Closeable stop) {
    this.port = port;
    this.stop = stop;
  }

  /** Starts to serve these endpoints. */
  public static ModelServer serve(InetSocketAddress address, Endpoints endpoints)
      throws IOException {
    return start(HttpServer.create(address, 0), endpoints);
  }

  /** The same over HTTPS, with a certificate that no client trusts. */
  public static ModelServer serveUntrusted(InetSocketAddress address, Endpoints endpoints)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(OwnCertificate.context()));
    return start(server, endpoints);
  }

  private static ModelServer start(HttpServer server, Endpoints endpoints) {
    server.createContext("/", new ExchangeHandler(endpoints));
    ExecutorService connections = Executors.newCachedThreadPool(ModelServer::daemon);
    server.setExecutor(connections);
    // The server's own thread inherits being a daemon from the thread that starts it.
    CompletableFuture.runAsync(server::start, connections).join();
    return new ModelServer(
        server.getAddress().getPort(),
        () -> {
          connections.shutdownNow();
          server.stop(0);
        });
  }

  /** Takes a port without listening at it: connecting fails, and nobody else can have it. */
  public static ModelServer refuse(InetSocketAddress address) throws IOException {
    Socket taken = new Socket();
    taken.bind(address);
    return new ModelServer(taken.getLocalPort(), taken::close);
  }

  public int port() {
    return port;
  }

  /** Stops at once; answers that are being streamed break off. */
  @Override
  public void close() throws IOException {
    stop.close();
  }

  private static Thread daemon(Runnable connection) {
    Thread thread = new Thread(connection, "offline-model");
    thread.setDaemon(true);
    return thread;
  }
}
