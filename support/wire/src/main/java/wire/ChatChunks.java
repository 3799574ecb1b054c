package wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;

/** What single chunks of a chat completion say. */
final class ChatChunks {
  private ChatChunks() {}

  /** Reads past all that says nothing; null if there is anything else, or not one delta. */
  static JsonNode onlyDelta(JsonParser chunk) throws IOException {
    JsonNode delta = null;
    for (JsonToken token; (token = chunk.nextToken()) != null; ) {
      if (token != JsonToken.FIELD_NAME) {
        continue;
      }
      String name = chunk.currentName();
      token = chunk.nextToken();
      boolean nothing =
          switch (name) {
            case "id", "created", "model", "service_tier", "system_fingerprint", "obfuscation" ->
                token.isScalarValue();
            case "object" -> chunk.getText().equals("chat.completion.chunk");
            case "choices" -> token == JsonToken.START_ARRAY;
            case "index" -> token == JsonToken.VALUE_NUMBER_INT && chunk.getLongValue() == 0;
            case "delta" -> token == JsonToken.START_OBJECT && delta == null;
            default -> token == JsonToken.VALUE_NULL;
          };
      if (!nothing) {
        return null;
      }
      delta = name.equals("delta") ? chunk.readValueAsTree() : delta;
    }
    return delta;
  }

  /** Why the answer is not whole, in the words of the Responses API; empty if it is. */
  static String incompleteReason(String finishReason) {
    return switch (finishReason.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "model_length", "max_output_tokens" -> "max_output_tokens";
      case "content_filter",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "spii",
          "sensitive" ->
          "content_filter";
      case "error", "malformed_function_call", "insufficient_system_resource", "abort" ->
          finishReason;
      default -> "";
    };
  }
}
