package wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import java.util.stream.Collectors;

/** Reads and writes JSON. */
public final class Json {
  /** The SDK's own mapper, for the SDK's own types. */
  public static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  /** For types of ours: complains about what is missing instead of making up nulls and zeros. */
  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads any JSON.
   *
   * @throws IllegalArgumentException in one line, if the text is none
   */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /**
   * Makes an object of a class out of JSON.
   *
   * @throws IllegalArgumentException in one line, if it does not fit the class
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, but got " + json);
    }
    try {
      return STRICT.treeToValue(json, type);
    } catch (JsonMappingException e) {
      String place =
          e.getPath().stream()
              .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
              .collect(Collectors.joining("."));
      String problem = e.getOriginalMessage().replaceFirst(" \\(set Deserialization.*", "");
      throw new IllegalArgumentException(place + ": " + problem, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** The string at a path; a null, a number or nothing there is an empty one. */
  public static String string(JsonNode node, String path) {
    return node.at(path).isTextual() ? node.at(path).asText() : "";
  }
}
