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
 * <p>Both methods answer with the whole {@link Response}. An implementation that talks to a server
 * names itself in {@code toString()} as "model at host", which the first line of a run shows.
 */
public interface Model {

  /** One call of the model: everything it gets to see. */
  record Request(
      Optional<String> instructions,
      List<ResponseInputItem> input,
      List<com.openai.models.responses.FunctionTool> tools,
      Optional<ResponseFormatTextJsonSchemaConfig> outputSchema,
      ModelSettings settings) {}

  /** Asks and waits for the whole answer. */
  Response respond(Request request) throws IOException;

  /** Asks and hands over each event while the answer is being written. */
  Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException;
}
