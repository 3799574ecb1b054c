package agents;

import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;

/** Keeps an HTTP call from waiting in two places where the HTTP client would let it. */
final class CallListener extends EventListener {
  static final int SECONDS = 10;

  volatile CompletableFuture<Void> handshake = new CompletableFuture<>();

  /**
   * Sends the end of a long request at once. Otherwise the system holds it back until the server
   * has confirmed what came before (Nagle's algorithm), which can take 40 ms.
   */
  @Override
  public void connectionAcquired(Call call, Connection connection) {
    try {
      connection.socket().setTcpNoDelay(true);
    } catch (SocketException e) {
      // It is broken or closed. The call will say so.
    }
  }

  /**
   * Gives up a TLS handshake after some seconds, because a server of plain HTTP never answers it.
   */
  @Override
  public void secureConnectStart(Call call) {
    handshake.complete(null); // one with another address of the host, which has failed
    handshake = new CompletableFuture<Void>().orTimeout(SECONDS, TimeUnit.SECONDS);
    handshake.exceptionally(
        late -> {
          call.cancel();
          return null;
        });
  }

  @Override
  public void secureConnectEnd(Call call, Handshake done) {
    handshake.complete(null);
  }
}
