package offlinemodel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.http.ModelServer;
import offlinemodel.scripts.Scripts;

/**
 * A model server in this process that speaks the OpenAI API: the same requests and answers as the
 * real service's, from scripts. It uses daemon threads only, so a program can end without closing
 * it.
 */
public final class OfflineModel implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final String address;
  private final ModelServer server;

  private OfflineModel(String scheme, String host, ModelServer server) {
    this.address = scheme + "://" + host + ":" + server.port();
    this.server = server;
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
    try {
      ModelServer server = server(settings, new InetSocketAddress(host, port));
      return new OfflineModel(settings.fault().scheme(), host, server);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen at " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static ModelServer server(Settings settings, InetSocketAddress address)
      throws IOException {
    Endpoints endpoints =
        new Endpoints(settings.paceMillis(), settings.fault(), settings.dialect(), Scripts.load());
    return switch (settings.fault()) {
      case REFUSE_CONNECTION -> ModelServer.refuse(address);
      case UNTRUSTED_CERTIFICATE -> ModelServer.serveUntrusted(address, endpoints);
      default -> ModelServer.serve(address, endpoints);
    };
  }

  /** The address for OpenAI clients, such as {@code http://127.0.0.1:40123/v1}. */
  public String baseUrl() {
    return address + "/v1";
  }

  /** The address of a short article, for lessons that read a web page. */
  public String articleUrl() {
    return address + Endpoints.ARTICLE;
  }

  /** Stops at once; answers that are being streamed break off. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
