package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run has produced, finished or not; mirrors the {@code run_data} of Python's exceptions.
 *
 * @param input what the run was asked
 * @param newItems what the model and the tools added, in order
 * @param rawResponses one a finished model call
 * @param usage the sum over all finished model calls
 * @param partialText the text of an answer that was cut off; empty once the answer is an item
 */
public record RunData(
    List<ResponseInputItem> input,
    List<RunItem> newItems,
    List<Response> rawResponses,
    Usage usage,
    String partialText) {

  /** The input and all new items: what to ask the next run with, after adding a question. */
  public List<ResponseInputItem> toInputList() {
    return Stream.concat(input.stream(), newItems.stream().map(RunItem::toInputItem)).toList();
  }
}
