package agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;

/** Reads and writes JSON. */
final class Json {
  /** The SDK's own mapper, for the SDK's own types. */
  static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  /** For our readers' types: complains about what is missing instead of making up zeros. */
  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException in one line, if the JSON does not fit the class
   */
  static <T> T read(JsonNode json, Class<T> type) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, but got " + json);
    }
    try {
      return STRICT.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
