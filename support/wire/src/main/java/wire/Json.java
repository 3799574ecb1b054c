package wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
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
          .enable(MapperFeature.AUTO_DETECT_SETTERS, MapperFeature.AUTO_DETECT_GETTERS)
          .enable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.AUTO_DETECT_FIELDS)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .build();

  private static final ObjectReader WHOLE =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads any JSON, and nothing that follows it.
   *
   * @throws IllegalArgumentException in one line, if the text is none
   */
  public static JsonNode parse(String text) {
    try {
      return WHOLE.readTree(text);
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
    return read(json, STRICT.constructType(type));
  }

  private static <T> T read(JsonNode json, JavaType type) {
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

  /** The same for an object with one field, {@code response}, which is of the class. */
  public static <T> T readWrapped(JsonNode json, Class<T> type) {
    JavaType wrapper = STRICT.getTypeFactory().constructParametricType(Wrapper.class, type);
    return Json.<Wrapper<T>>read(json, wrapper).response;
  }

  private record Wrapper<T>(T response) {}

  /**
   * Fails if JSON can never become an object of the class.
   *
   * @throws IllegalArgumentException in one line
   */
  public static void refuseUnlessReadable(Class<?> type) {
    BeanDescription bean = STRICT.getDeserializationConfig().introspect(STRICT.constructType(type));
    boolean made =
        type.isRecord()
            || type.isArray()
            || type.isEnum()
            || type.isPrimitive()
            || type.getPackageName().startsWith("java.")
            || bean.findDefaultConstructor() != null
            || bean.getConstructors().stream().anyMatch(c -> c.hasAnnotation(JsonCreator.class));
    if (!made) {
      throw new IllegalArgumentException("it has no constructor without parameters.");
    }
  }

  /** The string at a path; a null, a number or nothing there is an empty one. */
  public static String string(JsonNode node, String path) {
    return node.at(path).isTextual() ? node.at(path).asText() : "";
  }
}
