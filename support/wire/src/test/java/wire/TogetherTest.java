package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that arrive together are passed on together, and none waits for the next bytes. */
class TogetherTest {

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void twoAndAHalfDeltasArriveAndThenTheRest(Api api) throws IOException {
    List<String> seen = new ArrayList<>();
    String delta = api.delta("'c'");
    InputStream later =
        new InputStream() {
          private final InputStream rest = bytes(delta.substring(9) + api.end("'abc'"));

          @Override
          public int read() {
            throw new AssertionError("It is read in pieces.");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            seen.add("(waits)");
            return rest.read(target, offset, length);
          }
        };
    String first = api.delta("'a'") + api.delta("'b'") + delta.substring(0, 9);
    api.reader(events -> seen.add(Api.deltas(events)))
        .readStream(new Body(new SequenceInputStream(bytes(first), later)));
    assertEquals(List.of("ab", "(waits)", "c"), seen.subList(0, 3));
  }
}
