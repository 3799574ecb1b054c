package offlinemodel;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;

/** Runs the offline model by itself, for a classroom or for clients in other languages. */
public final class Main {
  private Main() {}

  /** Takes {@code -Dport} and {@code -Dhost}, and the environment's settings. */
  public static void main(String[] args) throws InterruptedException, SocketException {
    try {
      OfflineModel model =
          OfflineModel.start(
              Settings.from(System::getenv),
              System.getProperty("host", "127.0.0.1"),
              port(System.getProperty("port", "8321")));
      System.out.println("offline model at " + model.baseUrl() + "  (Ctrl-C stops it)");
      reachable(URI.create(model.baseUrl()))
          .forEach(url -> System.out.println("for other machines: OPENAI_BASE_URL=" + url));
    } catch (IllegalArgumentException e) {
      fail(e.getMessage());
    } catch (UncheckedIOException e) {
      fail(e.getMessage() + "; choose another port with -Dport=8322");
    }
    // The server has daemon threads only; this one keeps the process alive.
    Thread.currentThread().join();
  }

  /** What others put into their {@code .env}, if the server listens to all networks. */
  private static List<URI> reachable(URI url) throws SocketException {
    if (!url.getHost().equals("0.0.0.0")) {
      return List.of();
    }
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(address -> URI.create(url.toString().replace("0.0.0.0", address.getHostAddress())))
        .toList();
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }

  private static int port(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
      throw new IllegalArgumentException(
          "port must be a number from 0 to 65535, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }
}
