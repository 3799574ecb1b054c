package offlinemodel.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Json;

/**
 * Which JSON schema the model's output must follow. A request names it in its format. In JSON mode
 * it does not, but many clients then write the schema into the prompt, as they do for models that
 * have no JSON mode at all: a real model follows it there too.
 */
final class OutputSchema {
  private OutputSchema() {}

  /**
   * Returns the schema; a missing node if the output is free text.
   *
   * @param format the request's format, with a type
   * @param schema where the format has a schema, if it has one
   * @param prompt all that the model was told and asked
   * @param required what the service says if the prompt of JSON mode does not mention JSON
   */
  static JsonNode of(JsonNode format, JsonNode schema, String prompt, ApiError required) {
    String type = format.path("type").asText();
    if (type.equals("json_schema")) return schema;
    JsonNode prompted = inPrompt(prompt);
    if (!type.equals("json_object") || prompted.isObject()) return prompted;
    if (!prompt.toLowerCase(Locale.ROOT).contains("json")) throw required;
    return Json.object().put("type", "object");
  }

  /** Finds the first JSON object in a text that describes an object's properties. */
  private static JsonNode inPrompt(String prompt) {
    if (!prompt.contains("\"properties\"")) return MissingNode.getInstance();
    for (int at = prompt.indexOf('{'); at >= 0; at = prompt.indexOf('{', at + 1)) {
      JsonNode schema = Json.parseFirst(prompt.substring(at));
      if (schema.path("properties").isObject()) return schema;
    }
    return MissingNode.getInstance();
  }
}
