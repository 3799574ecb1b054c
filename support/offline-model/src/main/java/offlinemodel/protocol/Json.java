package offlinemodel.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The few things that this module asks of Jackson. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The tree, or a missing node if the text is not one JSON value. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The tree of the value at the text's beginning, whatever follows it; missing if there is none.
   */
  public static JsonNode parseFirst(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode value = MAPPER.readTree(parser);
      return value == null ? MissingNode.getInstance() : value;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  public static ObjectNode parseObject(String text) {
    return (ObjectNode) parse(text);
  }

  /** What stands between the quotation marks when the text is written as a JSON string. */
  public static String escape(String text) {
    String quoted = JsonNodeFactory.instance.textNode(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** The value under a name, or null where it is absent or JSON's null. */
  public static String text(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.get(name).asText() : null;
  }
}
