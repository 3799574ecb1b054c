package agents;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;

/** Gives up a TLS handshake after some seconds, because a server of plain HTTP never answers it. */
final class HandshakeLimit extends EventListener {
  static final int SECONDS = 10;

  private volatile CompletableFuture<Void> handshake = new CompletableFuture<>();

  @Override
  public void secureConnectStart(Call call) {
    handshake = new CompletableFuture<Void>().orTimeout(SECONDS, TimeUnit.SECONDS);
    handshake.whenComplete(
        (done, late) -> {
          if (late != null) {
            call.cancel();
          }
        });
  }

  @Override
  public void secureConnectEnd(Call call, Handshake done) {
    handshake.complete(null);
  }

  boolean exceeded() {
    return handshake.isCompletedExceptionally();
  }
}
