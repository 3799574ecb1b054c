package offlinemodel.dialects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import offlinemodel.protocol.Json;

/** Puts the model's thoughts between the opening chunk and the answer. */
final class ReasoningStage extends ChunkStage {
  static final List<String> THOUGHTS = List.of("Let me think. ", "Now I know.");

  private final Function<String, ObjectNode> delta;
  private final boolean tagged;
  private int seen;

  /**
   * @param delta makes a delta of a thought
   * @param tagged whether the thoughts are content between {@code <thought>} tags: the first one
   *     opens the tag, and what follows the last one closes it
   */
  ReasoningStage(
      Consumer<ChatCompletionChunk> next, Function<String, ObjectNode> delta, boolean tagged) {
    super(next);
    this.delta = delta;
    this.tagged = tagged;
  }

  @Override
  public void accept(ChatCompletionChunk chunk) {
    seen++;
    if (seen == 2 && tagged) prefix(chunk.delta(), "</thought>");
    pass(chunk);
    if (seen == 1) THOUGHTS.forEach(thought -> think(chunk, thought));
  }

  private void think(ChatCompletionChunk opening, String thought) {
    ObjectNode said = delta.apply(thought);
    if (tagged && thought.equals(THOUGHTS.get(0))) prefix(said, "<thought>");
    pass(opening.withDelta(said));
  }

  private static void prefix(ObjectNode delta, String tag) {
    delta.put("content", tag + delta.path("content").asText(""));
  }

  /** A thought as one part of a content that is a list. */
  static ObjectNode part(String text) {
    ObjectNode delta = Json.object();
    ObjectNode part = delta.putArray("content").addObject().put("type", "thinking");
    part.putArray("thinking").addObject().put("type", "text").put("text", text);
    return delta;
  }

  /** A thought as content that Google marks. */
  static ObjectNode marked(String text) {
    ObjectNode delta = Json.object().put("content", text);
    delta.putObject("extra_content").putObject("google").put("thought", true);
    return delta;
  }
}
