package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Tells when a call of the model has ended, in whatever way. */
record Watched(Model model, CountDownLatch ended) implements Model {
  @Override
  public Response respond(Request request) throws IOException {
    try {
      return model.respond(request);
    } finally {
      ended.countDown();
    }
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    try {
      return model.stream(request, events);
    } finally {
      ended.countDown();
    }
  }
}
