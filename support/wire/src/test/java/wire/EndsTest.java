package wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.responses.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where answers end, break, or never end. */
@Execution(ExecutionMode.CONCURRENT)
class EndsTest {
  private static final Duration NO_HANG = Duration.ofSeconds(60);
  private static final String HALF_EVENT = "data: {\"id\":\"c1\",\"cho";

  @ParameterizedTest
  @EnumSource
  void aStreamCutAnywhereIsBrokenAndNeverMisread(Api api) {
    String begun = api.delta("'hi'");
    byte[] stream =
        (begun + api.delta("'é€'") + api.end("'hié€'")).getBytes(StandardCharsets.UTF_8);
    int end = new String(stream, StandardCharsets.ISO_8859_1).lastIndexOf("data: ");
    for (int length = 0; length < end; length++) {
      byte[] cut = Arrays.copyOf(stream, length);
      assertThrows(EOFException.class, () -> api.readStream(cut), "cut at " + length);
    }
  }

  @Test
  void aCutAfterTheFinishReasonDoesNotMatter() throws IOException {
    String stream = Api.CHAT.delta("'hi'") + Api.CHAT.end("");
    for (String rest : new String[] {HALF_EVENT, "data: [DO", "data", ": pi", "data: oops\n\n"}) {
      assertEquals("hi", Api.text(Api.CHAT.readStream(stream + rest)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeAnswerCutAnywhereIsBroken(Api api) {
    String more = "\n \n{\"x\":[true,null,-1.5e3,\"é\\u00e9\"],"; // blank lines: "still there"
    byte[] body = (more + api.whole("'hi'").substring(1)).getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThrows(
          EOFException.class,
          () -> api.reader(event -> {}).readWhole(new Body(cut)),
          "cut at " + length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInAnArrayThatIsCutIsBroken(Api api) {
    assertThrows(EOFException.class, () -> api.readWhole("[{\"error\":{\"message\":\"No mo"));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyBodyIsNoAnswer(Api api) {
    var failure = assertThrows(UnreadableAnswer.class, () -> api.readWhole(""));
    assertTrue(failure.getMessage().endsWith(" It says: nothing."), failure.getMessage());
    assertThrows(EOFException.class, () -> api.readStream(""));
  }

  @Test
  void doneAndEmptyChoicesAreNoAnswer() throws IOException {
    assertSaysNothing(Api.CHAT.readStream("data: [DONE]\n\n"));
    assertSaysNothing(Api.CHAT.readStream(Api.event("{'choices':[]}") + "data: [DONE]\n\n"));
    assertSaysNothing(Api.CHAT.readWhole("{\"choices\":[]}"));
    assertSaysNothing(Api.CHAT.readWhole("{\"choices\":null}"));
    assertSaysNothing(Api.RESPONSES.readWhole("{\"status\":\"completed\",\"output\":[]}"));
    assertThrows(UnreadableAnswer.class, () -> Api.RESPONSES.readStream("data: [DONE]\n\n"));
  }

  private static void assertSaysNothing(Response response) {
    String problem = Trouble.inAnswer(response, "m", Optional.empty()).orElse("");
    assertEquals("m: The model said nothing at all. Ask again.", problem);
  }

  // What comes after the finish reason.

  @Test
  void silenceAfterTheFinishReasonEndsAfterTwoSeconds() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    assertEndsInSilence(hungUp, hungUp::countDown);
  }

  private static void assertEndsInSilence(CountDownLatch hungUp, Runnable hangUp) throws Exception {
    try (PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream out = new PipedOutputStream(in)) {
      out.write((Api.CHAT.delta("'hi'") + Api.CHAT.end("")).getBytes(StandardCharsets.UTF_8));
      Body silent = new Body(new UntilHungUp(in, hungUp));
      Response response =
          assertTimeoutPreemptively(
              NO_HANG, () -> new ChatChunkReader(event -> {}, "here").readStream(silent, hangUp));
      assertEquals("hi", Api.text(response));
    }
  }

  /** Blocks when all is read, until somebody hangs up. */
  private static final class UntilHungUp extends InputStream {
    private final InputStream in;
    private final CountDownLatch hungUp;

    UntilHungUp(InputStream in, CountDownLatch hungUp) {
      this.in = in;
      this.hungUp = hungUp;
    }

    @Override
    public int read() throws IOException {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (in.available() > 0) {
        return in.read(buffer, offset, length);
      }
      try {
        hungUp.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("Canceled");
    }
  }

  /** A server that goes on with comments for ever. */
  private static final class Pings extends InputStream {
    private final InputStream beginning;

    Pings(String beginning) {
      this.beginning = new Body(beginning).body();
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
      LockSupport.parkNanos(1_000_000); // the pace of the pings
      buffer[offset] = '\n';
      return 1;
    }
  }

  @Test
  void pingsAfterTheFinishReasonEndAfterTwoSecondsEvenIfNobodyCanHangUp() {
    Pings pings = new Pings(Api.CHAT.delta("'hi'") + Api.CHAT.end(""));
    Response response =
        assertTimeoutPreemptively(
            NO_HANG,
            () -> new ChatChunkReader(event -> {}, "here").readStream(new Body(pings), () -> {}));
    assertEquals("hi", Api.text(response));
  }

  @Test
  void silenceAfterTheFinishReasonEndsAfterTwoSecondsEvenIfNobodyCanHangUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertEndsInSilence(never, () -> {});
    never.countDown();
  }

  @Test
  void usageAfterTheFinishReasonIsRead() throws IOException {
    AtomicInteger hangUps = new AtomicInteger();
    String usage = Api.event("{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':5}}");
    String stream = Api.CHAT.delta("'hi'") + Api.CHAT.end("") + usage + "data: [DONE]\n\n";
    Response response =
        new ChatChunkReader(event -> {}, "here")
            .readStream(new Body(stream), hangUps::incrementAndGet);
    assertEquals(12, response.usage().orElseThrow().totalTokens());
    assertEquals(0, hangUps.get());
  }

  /** Sends a piece every half second until the client hangs up. */
  private static final class Slow extends InputStream {
    private final Iterator<String> pieces;
    final CountDownLatch hungUp = new CountDownLatch(1);

    Slow(List<String> pieces) {
      this.pieces = pieces.iterator();
    }

    @Override
    public int read() throws IOException {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        if (hungUp.await(500, TimeUnit.MILLISECONDS)) {
          throw new IOException("Canceled");
        }
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      if (!pieces.hasNext()) {
        return -1;
      }
      byte[] piece = pieces.next().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(piece, 0, buffer, offset, piece.length);
      return piece.length;
    }
  }

  /** They take more than two seconds in all. A machine that is too busy may try again. */
  @Test
  void aFinishReasonOnEachPieceEndsNothing() throws Exception {
    List<String> pieces =
        Stream.of("ab", "cd", "ef", "gh", "ij", "kl")
            .map(
                text -> "{'choices':[{'delta':{'content':'" + text + "'},'finish_reason':'stop'}]}")
            .map(Api::event)
            .toList();
    String text = "";
    for (int attempt = 0; attempt < 5 && text.length() < 12; attempt++) {
      Slow slow = new Slow(pieces);
      Response response =
          new ChatChunkReader(event -> {}, "here")
              .readStream(new Body(slow), slow.hungUp::countDown);
      text = Api.text(response);
    }
    assertEquals("abcdefghijkl", text);
  }

  @ParameterizedTest
  @EnumSource
  void pingsCostNothing(Api api) {
    String pings = ": ping\n\n".repeat(10_000);
    assertDoesNotThrow(() -> api.readStream(pings + api.stream("'hi'") + pings));
  }
}
