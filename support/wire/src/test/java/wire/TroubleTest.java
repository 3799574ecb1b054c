package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.openai.core.JsonField;
import com.openai.core.http.Headers;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.ErrorObject;
import com.openai.models.responses.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads when something goes wrong. */
class TroubleTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("x"), "Cannot find the host of m at h."),
        Arguments.of(new ConnectException("x"), "Cannot connect to m at h. Is it running?"),
        Arguments.of(new SSLHandshakeException("PKIX path building failed"), "Java does not trust"),
        Arguments.of(new SSLPeerUnverifiedException("x"), "certificate is for another host"),
        Arguments.of(
            new SSLException("Unsupported or unrecognized SSL message"), "it speaks plain HTTP"),
        Arguments.of(new SSLException("handshake_failure"), "handshake_failure. Is the base URL"),
        Arguments.of(new InterruptedIOException("timeout"), "Waited too long for m at h."),
        Arguments.of(new IOException("Failed to authenticate with proxy"), "wants a password"),
        Arguments.of(
            new IOException("Unexpected response code for CONNECT: 403"),
            "A proxy on the way to m at h refuses"),
        Arguments.of(new ZipException("invalid block type"), "cannot be unpacked"),
        Arguments.of(new IOException("ID1ID2: actual 0x00 != expected"), "cannot be unpacked"),
        Arguments.of(new ProtocolException("Unexpected status line: x"), "does not speak HTTP"),
        Arguments.of(
            new IOException("redirected to https://other/"),
            "m at h was redirected to https://other/: put that address into the base URL"),
        Arguments.of(new UnreadableAnswer("It makes no sense."), "m at h: It makes no sense."),
        Arguments.of(new IOException("reset"), "m at h broke off (reset). Try again."),
        Arguments.of(
            new JsonParseException(null, "no serializer"), "The answer of m at h cannot be read"),
        Arguments.of(new IOException(), "m at h broke off. Try again."),
        Arguments.of(
            new IllegalArgumentException("Unexpected char 0x2026 at 10 in Authorization value"),
            "copy the whole key again"),
        Arguments.of(new IllegalStateException("x"), "The answer of m at h cannot be read"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachFailureIsOneLine(Exception failure, String expected) {
    for (Exception e : new Exception[] {failure, new RuntimeException(failure)}) {
      String line = Trouble.explain(e, "m at h");
      assertTrue(line.contains(expected), line);
      assertEquals(1, line.lines().count());
    }
  }

  /** Its message has the address in it, and an address can have anything in it. */
  @ParameterizedTest
  @ValueSource(strings = {"redirected to ", "unexpected end of stream on "})
  void anAddressIsNotMistakenForACause(String what) {
    for (String address : new String[] {"http://h:40793/", "https://CONNECT/407", "http://gzip/"}) {
      String line = Trouble.explain(new IOException(what + address), "m at h");
      assertTrue(line.contains(what + address), line);
      assertTrue(line.matches(".*(was redirected|broke off).*"), line);
    }
  }

  @Test
  void aTimeoutInsideAnotherExceptionIsFound() {
    var wrapped = new UncheckedIOException(new InterruptedIOException("timeout"));
    assertTrue(Trouble.explain(wrapped, "m").startsWith("Waited too long for m."));
  }

  @ParameterizedTest
  @CsvSource({
    "302, m at h redirects (302: https://other/). Put that address into the base URL",
    "400, m at h did not accept the request (400). Change what it complains about.",
    "401, m at h refused the API key (401). Put a valid one into .env or the environment.",
    "402, m at h wants to be paid first (402). Add credit to your account.",
    "403, m at h does not allow this with your API key (403). Ask for access to it there.",
    "404, Nothing found for m at h (404). Check the base URL.",
    "407, A proxy on the way to m at h wants a password (407). See",
    "413, 'm at h cannot take that much (413). Send less, or begin a new conversation.'",
    "429, Too many requests to m at h (429). Try again in 7s.",
    "499, m at h did not accept the request (499).",
    "500, m at h is in trouble (500). Try again later.",
    "599, m at h is in trouble (599). Try again later."
  })
  void eachStatusSaysWhatToDo(int status, String expected) {
    assertTrue(explain(status, null).startsWith(expected), explain(status, null));
  }

  /** What is said of a status that comes with this JSON; single quotes stand for double ones. */
  private static String explain(int status, String body) {
    Headers.Builder headers = Headers.builder();
    if (status < 400) {
      headers.put("Location", "https://other/");
    }
    if (body == null) {
      headers.put("Retry-After", "7");
    }
    var refusal =
        UnexpectedStatusCodeException.builder().statusCode(status).headers(headers.build());
    if (body == null) {
      refusal.error(Optional.empty());
    } else {
      refusal.error(
          Json.MAPPER.convertValue(
              Json.parse(body.replace('\'', '"')), new TypeReference<JsonField<ErrorObject>>() {}));
    }
    return Trouble.explain(refusal.build(), "m at h");
  }

  @Test
  void aNameThatIsUnknownIsToldFromAnAddressThatIs() {
    assertEquals(
        "No model called m at h (404: The model `m` does not exist). Check the name in"
            + " OPENAI_MODEL, or OPENAI_BASE_URL if this should be another provider.",
        explain(404, "{'message':'The model `m` does not exist.'}"));
    assertEquals(
        "Nothing found for m at h (404: Invalid URL). Check the base URL. Without the Responses API"
            + " there, set OPENAI_API=chat_completions.",
        explain(404, "'Invalid URL'"));
  }

  @Test
  void aQuotaIsToldFromHaste() {
    assertEquals(
        "Your quota for m at h is used up (429: No money). Add credit to your account.",
        explain(429, "{'code':'insufficient_quota','message':'No money'}"));
    assertEquals(
        "Too many requests to m at h (429: Slowly). Try again in 12s.",
        explain(429, "[{'error':{'message':'Slowly','details':[{'retryDelay':'12s'}]}}]"));
    assertEquals(
        "Too many requests to m at h (429: Slowly). Try again in a while.",
        explain(429, "{'message':'Slowly'}"));
    assertEquals( // Gemini's code is a number, which the SDK's accessor can't read
        "Too many requests to m at h (429: Slowly). Try again in a while.",
        explain(429, "{'code':429,'message':'Slowly','status':'RESOURCE_EXHAUSTED'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':'No.'}",
        "{'error':{'message':'No.'}}",
        "{'detail':'No.'}",
        "{'detail':[{'msg':'No.'}]}",
        "{'error':'No.'}",
        "'No.'",
        "[{'error':{'message':'No.'}}]"
      })
  void theServersOwnWordsAreFoundWhereverItPutsThem(String body) {
    assertEquals("m at h is in trouble (500: No). Try again later.", explain(500, body));
  }

  @Test
  void longWordsLeaveRoomForTheAdvice() {
    String line = explain(401, "{'message':'" + "x".repeat(190) + " sk-" + "a".repeat(99) + "'}");
    assertTrue(line.endsWith("). Put a valid one into .env or the environment."), line);
    assertTrue(line.length() < 320 && !line.contains("sk-"), line);
  }

  @Test
  void aLongLineIsShortenedAfterItsKeysAreHidden() {
    String line = Trouble.explain(new IOException("x".repeat(430) + " sk-" + "a".repeat(99)), "m");
    assertTrue(line.length() <= 503 && !line.contains("sk-"), line);
  }

  private static String problem(String response, Optional<Object> maxTokens) {
    var json = Json.parse(response.replace('\'', '"'));
    return Trouble.inAnswer(Json.MAPPER.convertValue(json, Response.class), "m", maxTokens)
        .orElse("");
  }

  @Test
  void anAnswerThatWasCutSaysWhatToAllow() {
    String cut =
        "{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'},'output':[]}";
    assertEquals(
        "m: The answer was cut at max_tokens: allow more than 50.", problem(cut, Optional.of(50)));
    assertTrue(problem(cut, Optional.empty()).contains("allow more, or ask for a shorter"));
    assertTrue(
        problem(cut.replace("max_output_tokens", "content_filter"), Optional.empty())
            .contains("content filter"));
    assertTrue(
        problem("{'status':'incomplete','output':[]}", Optional.empty()).contains("(incomplete)"));
    assertTrue(problem("{'status':'failed','output':[]}", Optional.empty()).contains("(failed)"));
    assertTrue(problem("{'status':'queued','output':[]}", Optional.empty()).contains("(queued)"));
  }

  @Test
  void aCallOrAMessageIsAnAnswer() {
    assertEquals("", problem("{'output':[{'type':'function_call'}]}", Optional.empty()));
    assertEquals("", problem("{'output':[{'type':'message','content':[]}]}", Optional.empty()));
    assertTrue(
        problem("{'output':[{'type':'reasoning','id':'r','summary':[]}]}", Optional.empty())
            .contains("it only thought"));
  }

  // What a server sends instead of a stream.

  @ParameterizedTest
  @EnumSource
  void whatIsNotAStreamIsNamed(Api api) {
    assertSays("The model failed: No money.", api, "{\n \"error\": {\"message\": \"No money.\"}}");
    assertSays("The model failed: No money.", api, "[{\"error\":{\"message\":\"No money.\"}}]");
    assertSays("a whole answer instead of a stream", api, api.whole("'hi'"));
    assertSays("a web page", api, "<!DOCTYPE html>\n<html>Log in</html>");
    assertSays("something that is not a stream", api, "Bad gateway: try later");
  }

  private static void assertSays(String expected, Api api, String body) {
    String said = assertThrows(UnreadableAnswer.class, () -> api.readStream(body)).getMessage();
    assertTrue(said.contains(expected), said);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInsteadOfAWholeAnswerIsNamed(Api api) {
    String body = "{\"error\":{\"message\":\"No money.\"}}";
    for (String error :
        new String[] {
          body, "[" + body + "]", api.whole("''").replaceFirst("}$", "," + body.substring(1))
        }) {
      var failure = assertThrows(UnreadableAnswer.class, () -> api.readWhole(error));
      assertEquals("The model failed: No money.", failure.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageInsteadOfAWholeAnswerIsNamed(Api api) {
    String said =
        assertThrows(UnreadableAnswer.class, () -> api.readWhole("<html>Log in</html>"))
            .getMessage();
    assertTrue(said.contains("a web page instead of an answer"), said);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorThatIsNoneIsNoFailure(Api api) throws IOException {
    for (String none : new String[] {"null", "false", "''", "{}", "[]", "0"}) {
      String whole = api.whole("'hi'").replaceFirst("\\{", "{'error':" + none + ",");
      assertEquals("hi", Api.text(api.readWhole(whole.replace('\'', '"'))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorEventInPlainTextIsNamed(Api api) {
    var failure =
        assertThrows(
            UnreadableAnswer.class, () -> api.readStream("event: error\ndata: Out of memory\n\n"));
    assertEquals("The model failed: Out of memory", failure.getMessage());
  }

  @Test
  void aReasonThatIsNoTextIsRepeated() throws IOException {
    String body = "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":7}}";
    assertEquals(
        "m: The answer was not completed (7). Try again.",
        Trouble.inAnswer(Api.RESPONSES.readWhole(body), "m", Optional.empty()).orElseThrow());
    assertTrue(
        Trouble.inAnswer(
                Api.RESPONSES.readWhole(body.replace("\"incomplete\"", "5")), "m", Optional.empty())
            .orElseThrow()
            .contains("said nothing"));
  }
}
