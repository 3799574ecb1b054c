package offlinemodel.dialects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** Reports on a content filter: before the answer, beside each choice, and after the answer. */
final class FilterStage extends ChunkStage {
  private boolean begun;
  private ChatCompletionChunk finish;

  FilterStage(Consumer<ChatCompletionChunk> next) {
    super(next);
  }

  @Override
  public void accept(ChatCompletionChunk chunk) {
    if (!begun) pass(promptResults());
    begun = true;
    if (chunk.hasChoice()) ((ObjectNode) chunk.choice()).putObject("content_filter_results");
    if (chunk.isFinish()) finish = chunk.copy();
    pass(chunk);
  }

  @Override
  void flush() {
    ((ObjectNode) finish.choice()).putNull("finish_reason").remove("delta");
    pass(finish);
  }

  private static ChatCompletionChunk promptResults() {
    ObjectNode json = Json.object().put("id", "").put("model", "").put("object", "");
    json.put("created", 0).putArray("choices");
    json.putArray("prompt_filter_results").addObject().put("prompt_index", 0);
    return new ChatCompletionChunk(json, Kind.OTHER);
  }
}
