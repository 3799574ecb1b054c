package agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a run waits for a server that says nothing. */
@org.junit.jupiter.api.Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class WaitingTest {

  @ParameterizedTest
  @ValueSource(strings = {"runSync", "runStreamed"})
  void aRequestThatTimedOutIsNotSentAgain(String way) throws Exception {
    try (RawServer server = RawServer.stalling("")) {
      var second = Timeout.builder().read(Duration.ofSeconds(1)).build();
      var client =
          OpenAIDefaults.newClient(server.url(), "none").withOptions(o -> o.timeout(second));
      Agent agent = Tools.agent(new OpenAIResponsesModel("m", client));
      var error =
          assertThrows(
              ModelCallError.class,
              () -> {
                if (way.equals("runSync")) {
                  Runner.runSync(agent, "Hi");
                } else {
                  Events.all(Runner.runStreamed(agent, "Hi"));
                }
              });
      assertTrue(error.getMessage().contains("Waited too long"), error.getMessage());
      assertEquals(1, server.requests.get());
    }
  }

  /** The server waits for a line of HTTP, and the client for an answer in TLS. */
  @Test
  void httpsThatMeetsASilentServerFailsWithinSeconds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      String url = "https://127.0.0.1:" + silent.getLocalPort() + "/v1";
      Agent agent = Tools.agent(Http.chat(url));
      long start = System.nanoTime();
      var error = assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Hi"));
      assertTrue(error.getMessage().contains("it speaks plain HTTP"), error.getMessage());
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 60);
    }
  }

  @Test
  void anAnswerOverHttpsMayTakeLongerThanAHandshake() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      HeldCertificate own =
          new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
      var certificates =
          new HandshakeCertificates.Builder()
              .heldCertificate(own)
              .addTrustedCertificate(own.certificate())
              .build();
      server.useHttps(certificates.sslSocketFactory());
      server.start();
      server.enqueue(
          Http.responsesText("Late")
              .newBuilder()
              .headersDelay(CallListener.SECONDS + 1, TimeUnit.SECONDS)
              .build());
      var client =
          OpenAIOkHttpClient.builder()
              .baseUrl("https://127.0.0.1:" + server.getPort() + "/v1")
              .apiKey("k")
              .maxRetries(0)
              .addInterceptor(Cancellation::intercept)
              .sslSocketFactory(certificates.sslSocketFactory())
              .trustManager(certificates.trustManager())
              .build();
      Agent agent = Tools.agent(new OpenAIResponsesModel("m", client));
      assertEquals("Late", Runner.runSync(agent, "Hi").finalOutput());
    }
  }

  /** The usage may follow, but nobody waits two minutes for it. */
  @Test
  void silenceAfterAFinishedAnswerEndsTheRun() throws Exception {
    String said = Http.frames(Stream.of(Http.chunk("{'content':'Hello'}"), Http.STOP));
    try (RawServer server = RawServer.stalling(RawServer.SSE + said);
        var run = Runner.runStreamed(Tools.agent(Http.chat(server.url())), "Hi")) {
      Events.all(run);
      assertEquals("Hello", run.finalOutput());
      Tools.await(server.hungUp);
    }
  }

  @Test
  void itEndsTheRunOfAClientOfYoursToo() throws Exception {
    String said = Http.frames(Stream.of(Http.chunk("{'content':'Hello'}"), Http.STOP));
    try (RawServer server = RawServer.stalling(RawServer.SSE + said)) {
      var client = OpenAIOkHttpClient.builder().baseUrl(server.url()).apiKey("none").build();
      Agent agent = Tools.agent(new OpenAIChatCompletionsModel("m", client));
      try (var run = Runner.runStreamed(agent, "Hi")) {
        Events.all(run);
        assertEquals("Hello", run.finalOutput());
      }
    }
  }

  @Test
  void theSettingIsANumberOfSeconds() {
    Timeout timeout = OpenAIDefaults.timeout("300");
    assertEquals(Duration.ofSeconds(300), timeout.read());
    assertTrue(timeout.request().compareTo(timeout.read()) > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2 minutes", "1e3", "99999999999999"})
  void anythingElseIsRefused(String seconds) {
    var error = assertThrows(UserError.class, () -> OpenAIDefaults.timeout(seconds));
    assertTrue(error.getMessage().contains("OPENAI_TIMEOUT is \"" + seconds + "\""));
  }
}
