package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to; mirrors Python's {@code RunResult}.
 *
 * @param finalOutput the answer: a string, or an object of the agent's output type; {@code null} if
 *     the run has not ended, or was cancelled
 * @param data all that was produced on the way
 * @param lastAgent the agent that answered
 * @param trace when each model call and tool began and how long it took
 */
public record RunResult(Object finalOutput, RunData data, Agent lastAgent, Trace trace) {

  /**
   * The answer as an object of the given class.
   *
   * @throws UserError if it is not one
   */
  public <T> T finalOutputAs(Class<T> type) {
    if (type.isInstance(finalOutput)) {
      return type.cast(finalOutput);
    }
    throw new UserError(
        "The final output is not a %s but %s. Does the agent say outputType(%s.class)?"
            .formatted(type.getSimpleName(), describe(finalOutput), type.getSimpleName()));
  }

  /** What the model and the tools added, in order. */
  public List<RunItem> newItems() {
    return data.newItems();
  }

  /** The input and all new items: what to ask the next run with, after adding a question. */
  public List<ResponseInputItem> toInputList() {
    return data.toInputList();
  }

  /** One a finished model call. */
  public List<Response> rawResponses() {
    return data.rawResponses();
  }

  /** The id of the last response, if the service gave it one. */
  public Optional<String> lastResponseId() {
    int calls = rawResponses().size();
    return calls == 0 ? Optional.empty() : rawResponses().get(calls - 1)._id().asKnown();
  }

  /** The sum over all model calls. */
  public Usage usage() {
    return data.usage();
  }

  private static String describe(Object output) {
    return output == null ? "missing" : "a " + output.getClass().getSimpleName();
  }
}
