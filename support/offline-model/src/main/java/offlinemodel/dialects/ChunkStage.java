package offlinemodel.dialects;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Changes chunks on their way to the reader. Stages stand in a line: each hands what it makes of a
 * chunk to the next one, so no stage ever holds more than it needs.
 */
abstract class ChunkStage implements Consumer<ChatCompletionChunk> {
  private final Consumer<ChatCompletionChunk> next;

  ChunkStage(Consumer<ChatCompletionChunk> next) {
    this.next = next;
  }

  /** Hands a chunk on. */
  final void pass(ChatCompletionChunk chunk) {
    next.accept(chunk);
  }

  /** Hands on what is still held back; the stream has ended. */
  final void end() {
    flush();
    if (next instanceof ChunkStage stage) stage.end();
  }

  void flush() {}

  /** Returns a stage that changes each chunk on its own. */
  static ChunkStage each(Consumer<ChatCompletionChunk> next, Consumer<ChatCompletionChunk> change) {
    return new ChunkStage(next) {
      @Override
      public void accept(ChatCompletionChunk chunk) {
        change.accept(chunk);
        pass(chunk);
      }
    };
  }

  /** Returns a stage that changes only the chunks that fit. */
  static ChunkStage where(
      Consumer<ChatCompletionChunk> next,
      Predicate<ChatCompletionChunk> fits,
      Consumer<ChatCompletionChunk> change) {
    return each(
        next,
        chunk -> {
          if (fits.test(chunk)) change.accept(chunk);
        });
  }

  /** Returns a stage that puts something in front of each chunk. */
  static ChunkStage before(Consumer<ChatCompletionChunk> next, ChunksBefore chunksBefore) {
    return new ChunkStage(next) {
      @Override
      public void accept(ChatCompletionChunk chunk) {
        chunksBefore.of(chunk).forEach(this::pass);
        pass(chunk);
      }
    };
  }

  /** What goes in front of a chunk. */
  interface ChunksBefore {
    List<ChatCompletionChunk> of(ChatCompletionChunk chunk);
  }
}
