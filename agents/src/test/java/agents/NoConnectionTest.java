package agents;

import static org.junit.jupiter.api.Assertions.*;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** There is nobody to ask, as a user sees it. */
@Timeout(60)
class NoConnectionTest {

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void nobodyListens(String api, boolean streamed) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String host = "127.0.0.1:" + port;
    String url = "http://" + host + "/v1";
    String message = TroubleTest.failure(ModelCallError.class, api, streamed, url, host);
    assertTrue(message.contains("Cannot connect"), message);
  }

  @ParameterizedTest
  @CsvSource({"responses, false", "chat, true"})
  void anUnknownHost(String api, boolean streamed) {
    String host = "no-such-host.invalid";
    String url = "http://" + host + "/v1";
    String message = TroubleTest.failure(ModelCallError.class, api, streamed, url, host);
    assertTrue(message.contains("Cannot find the host"), message);
  }

  @Test
  void aConnectionThatClosesWithoutAWord() throws Exception {
    try (RawServer raw = RawServer.answering(out -> {})) {
      String message =
          TroubleTest.failure(ModelCallError.class, "chat", true, raw.url(), "127.0.0.1:");
      assertTrue(message.contains("broke off"), message);
    }
  }

  /** As docs/setup.md says. Other tests talk to 127.0.0.1, for which Java asks no proxy. */
  @Test
  void javasProxySettingsAreHeeded() throws Exception {
    try (RawServer proxy = RawServer.stalling("")) {
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", proxy.url().replaceAll("\\D+127.0.0.1:|/v1", ""));
      var run = Runner.run(Tools.agent(Http.chat("http://model.example/v1")), "Hi");
      Tools.await(proxy.asked);
      run.cancel(true);
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }
  }
}
