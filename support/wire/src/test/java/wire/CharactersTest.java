package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every character arrives, however the bytes are cut into pieces. */
class CharactersTest {

  /** All that might be taken for the end of a line, and other characters that are rare in JSON. */
  static Stream<Arguments> everyCharacter() {
    Stream<Integer> controls =
        Stream.iterate(0, c -> c + 1).limit(32).filter(c -> c != '\n' && c != '\r');
    Stream<Integer> others =
        Stream.of(0x7F, 0x85, 0xA0, 0xAD, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600);
    return Stream.concat(controls, others)
        .flatMap(character -> Stream.of(Api.values()).map(api -> Arguments.of(api, character)));
  }

  @ParameterizedTest
  @MethodSource("everyCharacter")
  void aRawCharacterIsPartOfTheText(Api api, int character) throws IOException {
    String text = "a" + Character.toString(character) + "b";
    String json = "\"" + text + "\"";
    assertEquals(text, api.deltas(new Body(api.stream(json))));
    assertEquals(text, Api.text(api.readStream(api.stream(json))));
    assertEquals(text, Api.text(api.readWhole(api.whole(json))));
  }

  @ParameterizedTest
  @EnumSource
  void bytesMayBeCutAnywhere(Api api) throws IOException {
    String text = "é€😀\u2028";
    for (String end : new String[] {"\n", "\r", "\r\n"}) {
      byte[] bytes =
          ("\uFEFF: hello\n" + api.stream("\"" + text + "\""))
              .replace("\n", end)
              .getBytes(StandardCharsets.UTF_8);
      for (int size = 1; size < 9; size++) {
        assertEquals(text, api.deltas(new Body(new InPieces(bytes, size))), end + size);
      }
    }
  }

  /** A stream that never gives more bytes at once. */
  private static final class InPieces extends ByteArrayInputStream {
    private final int size;

    InPieces(byte[] bytes, int size) {
      super(bytes);
      this.size = size;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(size, length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void halvesOfACharacterInTwoDeltasAreOne(Api api) throws IOException {
    String stream = api.delta("'\\ud83d'") + api.delta("'\\ude00'") + api.end("'\\ud83d\\ude00'");
    assertEquals("😀", api.deltas(new Body(stream)));
    assertEquals("😀", Api.text(api.readStream(stream)));
  }

  @ParameterizedTest
  @EnumSource
  void halfACharacterCanBeSentBack(Api api) throws IOException {
    for (String half : new String[] {"'x\\ud83d'", "'\\ude00x'"}) {
      var response = api.readStream(api.stream(half.replace('\'', '"')));
      byte[] sent = Json.MAPPER.writeValueAsBytes(response);
      assertTrue(new String(sent, StandardCharsets.UTF_8).contains("?"));
      assertTrue(Api.text(api.readWhole(api.whole(half.replace('\'', '"')))).contains("?"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aByteOrderMarkBeforeAWholeAnswer(Api api) throws IOException {
    assertEquals("hi", Api.text(api.readWhole("\uFEFF" + api.whole("'hi'"))));
  }

  @ParameterizedTest
  @EnumSource
  void bytesThatAreNotUtf8AreAnErrorThatSaysSo(Api api) {
    byte[][] wrong = {{(byte) 0xFF}, {(byte) 0xC3, '('}, {(byte) 0x80}, {(byte) 0xE2, (byte) 0x82}};
    for (byte[] bytes : wrong) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      byte[] stream = api.stream("\"" + text + "\"").getBytes(StandardCharsets.ISO_8859_1);
      byte[] whole = api.whole("\"" + text + "\"").getBytes(StandardCharsets.ISO_8859_1);
      assertSaysUtf8(() -> api.readStream(stream));
      assertSaysUtf8(() -> api.reader(event -> {}).readWhole(new Body(whole)));
    }
  }

  private static void assertSaysUtf8(Executable reading) {
    String message = assertThrows(UnreadableAnswer.class, reading).getMessage();
    assertTrue(message.contains("not text in UTF-8"), message);
  }

  @Test
  void carriageReturnsDoNotWaitForALineFeed() throws IOException {
    byte[] bytes = "data: a\r\rdata: b\r\r".getBytes(StandardCharsets.UTF_8);
    InputStream body = new InPieces(bytes, 9); // ends right behind the second one
    assertEquals(
        "a",
        new String(
            new ServerSentEvents(new Body(body), () -> {}, () -> {}).next(),
            StandardCharsets.UTF_8));
    assertEquals(bytes.length - 9, body.available());
  }

  @Test
  void numbersThatJsonDoesNotHaveAreRead() throws IOException {
    String chunk = "{'id':'c','choices':[{'index':0,'delta':{'content':'hi'},'logprobs':";
    String stream = Api.event(chunk + "{'a':[NaN,-Infinity]}}]}") + Api.CHAT.end("");
    assertEquals("hi", Api.text(Api.CHAT.readStream(stream)));
  }
}
