package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are too long. They have hundreds of megabytes, so mutation tests leave them out. */
class BoundsTest {

  /** The same byte, again and again. */
  private static final class Endless extends InputStream {
    private final InputStream beginning;
    private final byte[] rest;
    private long given;

    Endless(String beginning, String rest) {
      this.beginning = new Body(beginning).body();
      this.rest = rest.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = beginning.read(buffer, offset, length);
      if (read > 0) {
        return read;
      }
      for (int i = 0; i < length; i++) {
        buffer[offset + i] = rest[(int) ((given + i) % rest.length)];
      }
      given += length;
      assertTrue(given < 4L * AnswerReader.LONGEST_ANSWER, "read far more than its bound");
      return length;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLineWithoutEndIsAnError(Api api) {
    for (String begin : new String[] {"data: {\"a\":\"", ": ", "", "event: "}) {
      assertTooLong("a line", api, new Endless(begin, "x"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventWithoutEndIsAnError(Api api) {
    assertTooLong("an event", api, new Endless("", "data: [1234567890,\n"));
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutEndIsAnError(Api api) {
    String word = "\"" + "x".repeat(1_000_000) + "\"";
    assertTooLong("an answer", api, new Endless(api.delta("''"), api.delta(word)));
    assertTooLong("an answer", api, new Endless("", Api.event("{'x':" + word + "}")));
  }

  private static void assertTooLong(String what, Api api, InputStream body) {
    var error =
        assertThrows(
            UnreadableAnswer.class, () -> api.reader(event -> {}).readStream(new Body(body)));
    assertTrue(error.getMessage().contains("The server sent " + what), error.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void aWholeAnswerWithoutEndIsAnError(Api api) {
    var body = new Body(new Endless("{\"a\":\"", "x"));
    assertThrows(UnreadableAnswer.class, () -> api.reader(event -> {}).readWhole(body));
  }

  @ParameterizedTest
  @EnumSource
  void tenMegabytesInOneEventAreRead(Api api) throws IOException {
    String long10 = "x".repeat(10 << 20);
    assertEquals(long10, Api.text(api.readStream(api.stream("\"" + long10 + "\""))));
  }
}
