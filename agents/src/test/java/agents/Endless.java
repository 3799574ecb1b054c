package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A model that hands over one event again and again, or, if it has none, is silent for ever. */
record Endless(ResponseStreamEvent event, CountDownLatch ended) implements Model {
  @Override
  public Response respond(Request request) {
    throw new AssertionError("The run is streamed.");
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
    try {
      while (event != null) {
        events.accept(event);
      }
      new CountDownLatch(1).await();
      throw new AssertionError("Nobody counts this down.");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      ended.countDown();
    }
  }
}
