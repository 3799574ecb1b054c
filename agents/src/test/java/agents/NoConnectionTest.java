package agents;

import static org.junit.jupiter.api.Assertions.*;

import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** There is nobody to ask, as a user sees it. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class NoConnectionTest {

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void nobodyListens(String api, boolean streamed) throws Exception {
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0)); // and nobody else can listen there
      String host = "127.0.0.1:" + taken.getLocalPort();
      String url = "http://" + host + "/v1";
      String message = TroubleTest.failure(ModelCallError.class, api, streamed, url, host);
      assertTrue(message.contains("Cannot connect"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({"responses, false", "chat, true"})
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
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
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
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
