package agents;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a run has produced until now, whether it is at work, has ended or has failed. */
public class RunData {
  volatile List<ResponseInputItem> input;
  final List<RunItem> newItems = new CopyOnWriteArrayList<>();
  final List<Response> rawResponses = new CopyOnWriteArrayList<>();
  final StringBuffer partialText = new StringBuffer();

  RunData(List<ResponseInputItem> input) {
    this.input = List.copyOf(input);
  }

  /** What the model and the tools added, in order. */
  public List<RunItem> newItems() {
    return List.copyOf(newItems);
  }

  /** One a finished model call. */
  public List<Response> rawResponses() {
    return List.copyOf(rawResponses);
  }

  /** The text of an answer that is not finished, or never was; empty once it is an item. */
  public String partialText() {
    return partialText.toString();
  }

  /** The input and all new items: what to ask the next run with, after adding a question. */
  public List<ResponseInputItem> toInputList() {
    return Stream.concat(input.stream(), newItems.stream().map(RunItem::toInputItem)).toList();
  }

  /** The id of the last response, if the service gave it one. */
  public Optional<String> lastResponseId() {
    return rawResponses.stream().reduce((a, b) -> b).flatMap(last -> last._id().asKnown());
  }

  /** The sum over all finished model calls. */
  public Usage usage() {
    return new Usage(
        rawResponses.size(),
        sum(ResponseUsage::inputTokens),
        sum(ResponseUsage::outputTokens),
        sum(ResponseUsage::totalTokens));
  }

  private long sum(ToLongFunction<ResponseUsage> part) {
    return rawResponses.stream().flatMap(r -> r.usage().stream()).mapToLong(part).sum();
  }
}
