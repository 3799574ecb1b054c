package runasyncstreaming;

import agents.Model;
import agents.OpenAIDefaults;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The usual model, but its stream breaks a few times, so that you can see Retry work. */
final class Unreliable implements Model {
  private static final int EVENTS = 12;

  private final Model model = OpenAIDefaults.modelNamed(OpenAIDefaults.model());
  private int failures;

  Unreliable(int failures) {
    this.failures = failures;
  }

  @Override
  public Response respond(Request request) throws IOException {
    return model.respond(request);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> consumer)
      throws IOException {
    if (failures == 0) {
      return model.stream(request, consumer);
    }
    failures--;
    AtomicInteger passed = new AtomicInteger();
    return model.stream(
        request,
        event -> {
          if (passed.incrementAndGet() > EVENTS) {
            throw new UncheckedIOException(new IOException("somebody pulled the plug"));
          }
          consumer.accept(event);
        });
  }

  @Override
  public String toString() {
    return model.toString();
  }
}
