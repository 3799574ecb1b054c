package wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads chunks of a chat completion that only add text, which nearly all do, without a tree. */
final class OnlyText {
  private OnlyText() {}

  /** Returns the text in a chunk, or an empty string if the chunk may say anything else. */
  static String in(byte[] chunk) {
    String said = "";
    try (JsonParser json = Json.WIRE.createParser(chunk)) {
      for (JsonToken token; (token = json.nextToken()) != null; ) {
        if (token != JsonToken.FIELD_NAME && token != JsonToken.VALUE_NULL && !saysNothing(json)) {
          if (!isText(json, token) || !said.isEmpty()) {
            return "";
          }
          said = json.getText();
        }
      }
      return said;
    } catch (IOException e) {
      return ""; // Whoever makes a tree of it says what is wrong.
    }
  }

  private static boolean isText(JsonParser json, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_STRING
        && "content".equals(json.currentName())
        && "delta".equals(json.getParsingContext().getParent().getCurrentName());
  }

  /** Whether this is around a delta, or says nothing new. In a list, there is no name. */
  private static boolean saysNothing(JsonParser json) throws IOException {
    return switch (String.valueOf(json.currentName())) {
      case "null", "choices", "delta", "id", "created", "model", "role", "provider" -> true;
      case "service_tier", "system_fingerprint", "obfuscation" -> true;
      case "index" -> json.getValueAsInt(1) == 0;
      case "object" -> !json.getText().equals("error");
      default -> false;
    };
  }
}
