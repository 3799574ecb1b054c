package offlinemodel.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts a whole chat completion as another server would. It shows fewer habits than a stream. */
final class WholeTranslator {
  private static final String THOUGHTS = String.join("", ReasoningStage.THOUGHTS);

  private final ObjectNode message;

  WholeTranslator(ObjectNode completion) {
    message = (ObjectNode) completion.at("/choices/0/message");
  }

  void apply(Habit habit) {
    String text = message.path("content").asText("");
    switch (habit) {
      case REASONING -> message.put("reasoning", THOUGHTS);
      case REASONING_CONTENT -> message.put("reasoning_content", THOUGHTS);
      case REASONING_PARTS -> {
        message.setAll(ReasoningStage.part(THOUGHTS));
        message.withArray("content").addObject().put("type", "text").put("text", text);
      }
      case THOUGHTS_IN_CONTENT ->
          message.setAll(ReasoningStage.marked("<thought>" + THOUGHTS + "</thought>" + text));
      case EMPTY_IDS -> calls().forEach(call -> ((ObjectNode) call).put("id", ""));
      case SIGNATURES -> {
        if (!calls().isEmpty()) GeminiRules.sign((ObjectNode) calls().get(0));
      }
      default -> {}
    }
  }

  private JsonNode calls() {
    return message.path("tool_calls");
  }
}
