package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;

/** What a message says: a string, or a list of parts of which some are text. */
final class Content {
  private Content() {}

  static String text(JsonNode content) {
    if (!content.isArray()) return content.asText("");
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText("")).append(part.path("refusal").asText(""));
    }
    return text.toString();
  }
}
