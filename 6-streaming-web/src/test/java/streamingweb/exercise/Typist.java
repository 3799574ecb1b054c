package streamingweb.exercise;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import testkit.ExerciseWait;
import testkit.WatchedModel;

/** A model that writes its next delta when its visitor has seen the one before. */
final class Typist extends WatchedModel {
  private static final int WORDS_FOR_NOBODY = 150;

  /** What the model says when it fails; nothing for visitors. */
  static final String SECRET = "10.1.2.3";

  private enum End {
    COMPLETE,
    FAILURE,
    VISITOR_LEAVES
  }

  final Visitor visitor = new Visitor();
  private final List<String> deltas;
  private final End end;
  private Semaphore first = new Semaphore(1);
  private volatile boolean late;
  private volatile boolean streamed;

  private Typist(End end, List<String> deltas, int more) {
    super(Answer.text(withMore(deltas, more)));
    this.end = end;
    this.deltas = deltas;
  }

  static Typist writing(List<String> deltas) {
    return new Typist(End.COMPLETE, deltas, 0);
  }

  /** One that fails after these deltas. */
  static Typist failingAfter(List<String> deltas) {
    return new Typist(End.FAILURE, deltas, 0);
  }

  /** One whose visitor leaves after these deltas, while it has much more to say. */
  static Typist leftAfter(List<String> deltas) {
    return new Typist(End.VISITOR_LEAVES, deltas, WORDS_FOR_NOBODY);
  }

  /** Waits after its first delta until it is told to go on. */
  Typist waiting() {
    first = new Semaphore(0);
    return this;
  }

  void goOn() {
    first.release();
  }

  /** Whether a delta had to be written although the one before was not in the browser yet. */
  boolean wasLate() {
    return late;
  }

  /** Whether the answer was asked for as a stream. */
  boolean hasStreamed() {
    return streamed;
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    streamed = true;
    return super.stream(request, events);
  }

  @Override
  protected void afterDelta(int number) {
    if (number > deltas.size()) {
      ExerciseWait.pause();
      return;
    }
    late = late || !visitor.sees(String.join("", deltas.subList(0, number)));
    if (number == 1) {
      waitForTheOther();
    }
    if (number == deltas.size() && end == End.FAILURE) {
      throw new UncheckedIOException(new IOException("connection to " + SECRET + " was reset"));
    }
    if (number == deltas.size() && end == End.VISITOR_LEAVES) {
      visitor.leave();
    }
  }

  /** Longer than the check waits for the other visitor, and not for ever. */
  private void waitForTheOther() {
    for (int i = 0; i < 4 && !ExerciseWait.acquire(first, 1); i++) {}
  }

  private static String[] withMore(List<String> deltas, int more) {
    List<String> all = new ArrayList<>(deltas);
    all.addAll(Collections.nCopies(more, " and so on"));
    return all.toArray(String[]::new);
  }
}
