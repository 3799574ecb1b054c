package offlinemodel.dialects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import offlinemodel.protocol.Json;

/** Puts the chunks of OpenAI's chat completions as another server would: one stage per habit. */
final class ChunkTranslator {
  private final ObjectNode usage;

  ChunkTranslator(ObjectNode usage) {
    this.usage = usage;
  }

  /** Returns a reader of chunks that hands them, translated, to the given one. */
  ChunkStage to(Consumer<ChatCompletionChunk> reader, List<Habit> habits) {
    ChunkStage first = ChunkStage.each(reader, chunk -> {});
    for (int i = habits.size() - 1; i >= 0; i--) first = stage(habits.get(i), first);
    return first;
  }

  private ChunkStage stage(Habit habit, ChunkStage next) {
    return switch (habit) {
      case FILTER_RESULTS -> new FilterStage(next);
      case REASONING ->
          new ReasoningStage(
              next, text -> Json.object().put("content", "").put("reasoning", text), false);
      case REASONING_CONTENT ->
          new ReasoningStage(
              next, text -> Json.object().putNull("content").put("reasoning_content", text), false);
      case REASONING_PARTS -> new ReasoningStage(next, ReasoningStage::part, false);
      case THOUGHTS_IN_CONTENT -> new ReasoningStage(next, ReasoningStage::marked, true);
      case WHOLE_CALLS -> ToolCallStages.whole(next);
      case CALLS_WITH_FINISH -> ToolCallStages.withFinish(next);
      case NO_INDEX -> calls(next, call -> call.remove("index"));
      case EMPTY_IDS -> calls(next, call -> call.put("id", ""));
      case NAME_AFTER_ID -> ToolCallStages.nameAfterId(next);
      case SIGNATURES -> ToolCallStages.signed(next);
      case STOP_DESPITE_CALLS ->
          ChunkStage.where(
              next,
              chunk -> chunk.choice().path("finish_reason").asText().equals("tool_calls"),
              chunk -> ((ObjectNode) chunk.choice()).put("finish_reason", "stop"));
      case USAGE_ON_FINISH ->
          ChunkStage.where(
              next, ChatCompletionChunk::isFinish, chunk -> chunk.json().set("usage", usage));
      case FINISH_TWICE ->
          ChunkStage.before(
              next, chunk -> chunk.isFinish() ? List.of(withoutUsage(chunk)) : List.of());
      case NO_FINISH_KEY ->
          ChunkStage.where(
              next,
              chunk -> chunk.hasChoice() && !chunk.isFinish(),
              chunk -> ((ObjectNode) chunk.choice()).remove("finish_reason"));
      case USAGE_ON_EVERY_CHUNK -> new UsageStage(next, usage);
      case NO_CHUNK_ID -> ChunkStage.each(next, chunk -> chunk.json().remove("id"));
      case MESSAGE_BESIDE_DELTA -> messageBesideDelta(next);
      case KEEP_ALIVE_COMMENTS, CRLF, NO_DONE -> next; // of the events, not of what they say
    };
  }

  private static ChunkStage calls(ChunkStage next, Consumer<ObjectNode> change) {
    return ChunkStage.each(next, chunk -> chunk.calls().forEach(change));
  }

  private static ChatCompletionChunk withoutUsage(ChatCompletionChunk chunk) {
    ChatCompletionChunk copy = chunk.copy();
    copy.json().putNull("usage");
    return copy;
  }

  private static ChunkStage messageBesideDelta(ChunkStage next) {
    StringBuilder said = new StringBuilder();
    return ChunkStage.where(
        next,
        ChatCompletionChunk::hasChoice,
        chunk -> {
          ObjectNode message = chunk.delta().deepCopy();
          said.append(message.path("content").asText(""));
          message.put("content", said.toString());
          ((ObjectNode) chunk.choice()).set("message", message);
          if (chunk.isFinish()) chunk.json().put("object", "chat.completion.done");
        });
  }
}
