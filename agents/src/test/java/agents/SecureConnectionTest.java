package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates, proxies and compression go wrong at real servers, and a user reads why. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class SecureConnectionTest {
  private final MockWebServer server = new MockWebServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Serves with a certificate that nobody else knows, for this host. */
  private HandshakeCertificates useHttps(String host) throws IOException {
    HeldCertificate own = new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
    var certificates = new HandshakeCertificates.Builder().heldCertificate(own);
    server.useHttps(certificates.build().sslSocketFactory());
    server.start();
    return certificates.addTrustedCertificate(own.certificate()).build();
  }

  private String url(String scheme) {
    return scheme + "://127.0.0.1:" + server.getPort() + "/v1";
  }

  private String failure(String api, boolean streamed, String url) {
    String host = "127.0.0.1:" + server.getPort();
    return TroubleTest.failure(ModelCallError.class, api, streamed, url, host);
  }

  private static String failure(OpenAIClient client) {
    Agent agent = Tools.agent(new OpenAIResponsesModel("test-model", client));
    ModelCallError error = assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Hi"));
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    return error.getMessage();
  }

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void aCertificateThatIsNotTrusted(String api, boolean streamed) throws IOException {
    useHttps("127.0.0.1");
    String message = failure(api, streamed, url("https"));
    assertTrue(message.contains("Java does not trust its certificate."), message);
    assertTrue(message.endsWith("See \"Behind a proxy\" in docs/setup.md."), message);
  }

  @Test
  void aCertificateForAnotherHost() throws IOException {
    HandshakeCertificates certificates = useHttps("elsewhere.example");
    String message =
        failure(
            OpenAIOkHttpClient.builder()
                .baseUrl(url("https"))
                .apiKey("k")
                .maxRetries(0)
                .sslSocketFactory(certificates.sslSocketFactory())
                .trustManager(certificates.trustManager())
                .build());
    assertTrue(message.contains("its certificate is for another host."), message);
  }

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void httpsWhereOnlyHttpIsSpoken(String api, boolean streamed) throws IOException {
    String message = failureOfHandshake(api, streamed, "HTTP/1.1 400 Bad Request\r\n\r\n");
    assertTrue(message.contains("it speaks plain HTTP."), message);
    assertTrue(message.contains("begin with http:// instead of https://"), message);
  }

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void httpsWhereSomebodyHangsUp(String api, boolean streamed) throws IOException {
    String message = failureOfHandshake(api, streamed, "");
    assertTrue(message.contains("Cannot connect securely to test-model at 127.0.0.1"), message);
    assertTrue(message.endsWith("Is the base URL right? Is there a proxy?"), message);
  }

  /** Whoever connects reads this, whatever was sent. */
  private static String failureOfHandshake(String api, boolean streamed, String reply)
      throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread server =
          new Thread(
              () -> {
                while (!listener.isClosed()) {
                  try (Socket connection = listener.accept()) {
                    connection.getInputStream().read(new byte[9999]);
                    connection.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
                  } catch (IOException closed) {
                    // The test is over, or the client has gone.
                  }
                }
              });
      server.setDaemon(true);
      server.start();
      String host = "127.0.0.1:" + listener.getLocalPort();
      return TroubleTest.failure(ModelCallError.class, api, streamed, "https://" + host, host);
    }
  }

  @Test
  void httpWhereOnlyHttpsIsSpoken() throws IOException {
    useHttps("127.0.0.1");
    String message = failure("chat", false, url("http"));
    assertTrue(
        message.contains("Is it https, not http?") || message.contains("broke off"), message);
  }

  /**
   * A proxy is asked for a tunnel to an https address, and gets a whole request for an http one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"https", "http"})
  void aProxyThatWantsAPassword(String scheme) throws IOException {
    String message = failureBehindProxy(scheme, "407 Proxy Authentication Required");
    assertTrue(message.startsWith("A proxy on the way to test-model at model.invalid"), message);
    assertTrue(message.contains("wants a password (407"), message);
    assertTrue(message.endsWith("See \"Behind a proxy\" in docs/setup.md."), message);
  }

  @Test
  void aProxyThatRefuses() throws IOException {
    String message = failureBehindProxy("https", "403 Forbidden");
    assertTrue(message.contains("refuses the connection") && message.contains("403"), message);
  }

  private String failureBehindProxy(String scheme, String status) throws IOException {
    server.enqueue(
        new MockResponse.Builder()
            .status("HTTP/1.1 " + status)
            .setHeader("Proxy-Authenticate", "Basic realm=\"school\"")
            .setHeader("Content-Type", "text/html")
            .body("<html>Sign in</html>")
            .build());
    server.start();
    var address = new InetSocketAddress("127.0.0.1", server.getPort());
    return failure(
        OpenAIOkHttpClient.builder()
            .baseUrl(scheme + "://model.invalid/v1") // the proxy would look it up, nobody else
            .apiKey("k")
            .maxRetries(0)
            .proxy(new Proxy(Proxy.Type.HTTP, address))
            .build());
  }

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void whatSaysThatItIsCompressedAndIsNot(String api, boolean streamed) throws IOException {
    assertCannotBeUnpacked(new Buffer().writeUtf8("{\"id\":\"r\"}"), api, streamed);
  }

  @ParameterizedTest
  @MethodSource("agents.TroubleTest#everyWay")
  void whatIsDamagedInTheMiddle(String api, boolean streamed) throws IOException {
    Buffer packed = new Buffer();
    try (var out = Okio.buffer(new GzipSink(packed))) {
      out.writeString("data: {\"id\":\"r\"}\n\n", StandardCharsets.UTF_8);
    }
    byte[] bytes = packed.readByteArray();
    bytes[10] = (byte) 0xFF; // the first byte behind the header of the file
    assertCannotBeUnpacked(new Buffer().write(bytes), api, streamed);
  }

  private void assertCannotBeUnpacked(Buffer body, String api, boolean streamed)
      throws IOException {
    server.enqueue(
        new MockResponse.Builder().setHeader("Content-Encoding", "gzip").body(body).build());
    server.start();
    String message = failure(api, streamed, url("http"));
    assertTrue(message.contains("is compressed, and cannot be unpacked"), message);
  }
}
