package agents;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

class CallListenerTest {

  @Test
  void theEndOfALongRequestIsNotHeldBack() throws Exception {
    AtomicBoolean atOnce = new AtomicBoolean();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(Cancellation::intercept)
            .addNetworkInterceptor(
                chain -> {
                  atOnce.set(chain.connection().socket().getTcpNoDelay());
                  return chain.proceed(chain.request());
                })
            .build();
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(Http.responsesText("Hi"));
      Request request = new Request.Builder().url(server.url("/")).post(RequestBody.EMPTY).build();
      var run = new Cancellation(null).start(() -> client.newCall(request).execute());
      run.get(60, TimeUnit.SECONDS).close();
    }
    assertTrue(atOnce.get());
  }

  /** Otherwise the first one's time would end the call that the second one has made possible. */
  @Test
  void aSecondHandshakeEndsTheWaitForTheFirst() {
    Call call = new OkHttpClient().newCall(new Request.Builder().url("https://host/").build());
    CallListener listener = new CallListener();
    listener.secureConnectStart(call);
    var first = listener.handshake;
    listener.secureConnectStart(call);
    assertTrue(first.isDone());
    assertFalse(listener.handshake.isDone());
    listener.secureConnectEnd(call, null);
    assertTrue(listener.handshake.isDone());
  }
}
