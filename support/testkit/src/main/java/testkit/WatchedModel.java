package testkit;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A model that notices when it is stopped. Its {@link #afterDelta} may break the connection: it
 * throws an {@link UncheckedIOException}, and the run gets the exception in it.
 */
public abstract class WatchedModel extends ExerciseModel {
  private final Semaphore ended = new Semaphore(0);
  private volatile boolean stopped;

  protected WatchedModel(Answer... answers) {
    super(answers);
  }

  /** Whether the model was stopped before it had written everything; waits for it to end. */
  public final boolean wasStopped() {
    ExerciseWait.acquire(ended, 1);
    return stopped;
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    try {
      return super.stream(request, events);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CancellationException e) {
      stopped = true;
      throw e;
    } finally {
      ended.release();
    }
  }
}
