package offlinemodel.dialects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** How servers other than OpenAI's put tool calls into chunks. */
final class ToolCallStages {
  private ToolCallStages() {}

  /** Each call comes in one chunk, with all its arguments. */
  static ChunkStage whole(Consumer<ChatCompletionChunk> next) {
    return new ChunkStage(next) {
      private ChatCompletionChunk call;

      @Override
      public void accept(ChatCompletionChunk chunk) {
        if (chunk.calls().isEmpty()) {
          flush();
          pass(chunk);
        } else if (chunk.calls().get(0).has("id")) {
          flush();
          call = new ChatCompletionChunk(chunk.json(), Kind.DELTA);
        } else {
          append(chunk.calls().get(0).at("/function/arguments").asText());
        }
      }

      private void append(String arguments) {
        ObjectNode function = (ObjectNode) call.calls().get(0).get("function");
        function.put("arguments", function.get("arguments").asText() + arguments);
      }

      @Override
      void flush() {
        if (call != null) pass(call);
        call = null;
      }
    };
  }

  /** All calls come in the chunk that has the finish reason. */
  static ChunkStage withFinish(Consumer<ChatCompletionChunk> next) {
    return new ChunkStage(next) {
      private final ArrayNode calls = Json.array();

      @Override
      public void accept(ChatCompletionChunk chunk) {
        if (!chunk.calls().isEmpty()) {
          calls.addAll(chunk.calls());
          return;
        }
        if (chunk.isFinish() && !calls.isEmpty()) {
          chunk.delta().putNull("content").set("tool_calls", calls);
        }
        pass(chunk);
      }
    };
  }

  /** A call's id comes first, then its name; there and later the id is "". */
  static ChunkStage nameAfterId(Consumer<ChatCompletionChunk> next) {
    ChunkStage emptyIds =
        ChunkStage.each(next, chunk -> chunk.calls().forEach(call -> call.put("id", "")));
    return new ChunkStage(emptyIds) {
      @Override
      public void accept(ChatCompletionChunk chunk) {
        List<ObjectNode> calls = chunk.calls();
        if (!calls.isEmpty() && calls.get(0).has("id")) {
          ChatCompletionChunk idOnly = chunk.withDelta(chunk.delta().deepCopy());
          idOnly.calls().get(0).remove("function");
          next.accept(idOnly);
          calls.get(0).remove("type");
        }
        pass(chunk);
      }
    };
  }

  /** The first call of a turn is signed. */
  static ChunkStage signed(Consumer<ChatCompletionChunk> next) {
    return new ChunkStage(next) {
      private boolean signed;

      @Override
      public void accept(ChatCompletionChunk chunk) {
        if (!signed && !chunk.calls().isEmpty()) {
          GeminiRules.sign(chunk.calls().get(0));
          signed = true;
        }
        pass(chunk);
      }
    };
  }
}
