package offlinemodel.dialects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Says on each chunk what was used so far. Thoughts count in the total only. */
final class UsageStage extends ChunkStage {
  private final ObjectNode usage;
  private final int total;
  private final int written;
  private int soFar;

  UsageStage(Consumer<ChatCompletionChunk> next, ObjectNode usage) {
    super(next);
    this.usage = usage;
    total = usage.get("total_tokens").asInt() + ReasoningStage.THOUGHTS.size() * 3;
    written = usage.get("completion_tokens").asInt();
  }

  @Override
  public void accept(ChatCompletionChunk chunk) {
    int tokens = chunk.isFinish() ? written : Math.min(written, soFar);
    ObjectNode told = usage.deepCopy().put("total_tokens", total);
    chunk.json().set("usage", told.put("completion_tokens", tokens));
    soFar++;
    pass(chunk);
  }
}
