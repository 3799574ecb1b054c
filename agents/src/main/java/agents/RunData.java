package agents;

import static agents.UserError.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import wire.Json;

/** What a run has produced so far. You can read it while the run works, and after it has failed. */
public class RunData {
  volatile List<ResponseInputItem> input;
  final List<RunItem> newItems = new CopyOnWriteArrayList<>();
  final List<Response> rawResponses = new CopyOnWriteArrayList<>();
  final List<RunData> nested = new CopyOnWriteArrayList<>();
  final List<InputGuardrailResult> inputGuardrailResults = new CopyOnWriteArrayList<>();
  final List<OutputGuardrailResult> outputGuardrailResults = new CopyOnWriteArrayList<>();
  final StringBuffer partialText = new StringBuffer();

  RunData(List<ResponseInputItem> input) {
    required(input, "The input").forEach(item -> required(item, "An item of the input"));
    this.input = List.copyOf(input);
  }

  /** What the model and the tools added, in order. */
  public List<RunItem> newItems() {
    return List.copyOf(newItems);
  }

  /** Returns the response of each finished model call, in order. */
  public List<Response> rawResponses() {
    return List.copyOf(rawResponses);
  }

  /** Returns the text so far of an unfinished answer; empty once the answer is among the items. */
  public String partialText() {
    return partialText.toString();
  }

  /**
   * Returns everything said so far: the input and all new items. Add your next question to that
   * list and run again. If the run was cancelled, or failed, while a tool ran, that tool's call has
   * no output. Such a call is left out, because services reject it.
   */
  public List<ResponseInputItem> toInputList() {
    Stream<ResponseInputItem> added = newItems.stream().map(RunItem::toInputItem);
    return Memory.whole(Stream.concat(input.stream(), added).toList());
  }

  /** The sum over all finished model calls, including those of agents that were called as tools. */
  public Usage usage() {
    return new Usage(
        allResponses().count(),
        sum("/input_tokens"),
        sum("/input_tokens_details/cached_tokens"),
        sum("/output_tokens"),
        sum("/output_tokens_details/reasoning_tokens"),
        sum("/total_tokens"));
  }

  /** What the finished input guardrails found, in the order in which they finished. */
  public List<InputGuardrailResult> inputGuardrailResults() {
    return List.copyOf(inputGuardrailResults);
  }

  /** What the finished output guardrails found, in the order in which they finished. */
  public List<OutputGuardrailResult> outputGuardrailResults() {
    return List.copyOf(outputGuardrailResults);
  }

  /** A part that a model does not report counts as 0. */
  private long sum(String part) {
    return allResponses()
        .flatMap(response -> response._usage().asKnown().stream())
        .mapToLong(usage -> Json.MAPPER.<JsonNode>valueToTree(usage).at(part).asLong())
        .sum();
  }

  private Stream<Response> allResponses() {
    return Stream.concat(rawResponses.stream(), nested.stream().flatMap(RunData::allResponses));
  }
}
