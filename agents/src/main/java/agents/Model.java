package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that can answer one {@link Request}; mirrors Python's {@code Model}.
 *
 * <p>Both methods return the whole {@link Response}. If your implementation calls a server, let its
 * {@code toString()} return "model at host": a run prints that when it starts.
 */
public interface Model {

  /** Everything that the model gets to see in one call. */
  record Request(
      Optional<String> instructions,
      List<ResponseInputItem> input,
      List<com.openai.models.responses.FunctionTool> tools,
      Optional<ResponseFormatTextJsonSchemaConfig> outputSchema,
      ModelSettings settings) {}

  /** Calls the model and waits for the whole answer. */
  Response respond(Request request) throws IOException;

  /** Calls the model and passes on each event while the answer is written. */
  Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException;
}
