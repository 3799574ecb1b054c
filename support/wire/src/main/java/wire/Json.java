package wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads and writes JSON. */
public final class Json {
  /** The SDK's own mapper, for the SDK's own types. */
  public static final JsonMapper MAPPER =
      ObjectMappers.jsonMapper()
          .rebuild()
          .addMixIn(Response.ToolChoice.class, ToolChoiceReader.Use.class)
          .build();

  /** For what servers send: as long as an answer may be, with raw control characters and NaN. */
  static final JsonMapper WIRE =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(AnswerReader.LONGEST_ANSWER)
                          .build())
                  .build())
          .build();

  /** For types of ours: fails if something does not fit, instead of converting it. */
  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .annotationIntrospector(
              new AnnotationIntrospectorPair(
                  new EnumNames(), MAPPER.getDeserializationConfig().getAnnotationIntrospector()))
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.AUTO_DETECT_SETTERS, MapperFeature.AUTO_DETECT_GETTERS)
          .enable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.AUTO_DETECT_FIELDS)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .build();

  private static final ObjectReader WHOLE =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The SDK's schemas have the names of an enum, whatever its annotations say. */
  private static final class EnumNames extends NopAnnotationIntrospector {
    @Override
    public Boolean hasAsValue(Annotated method) {
      return false;
    }

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] annotated) {
      return new String[values.length]; // null means: its name
    }
  }

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads any JSON. The text may not continue after it.
   *
   * @throws IllegalArgumentException in one line, if the text is not JSON
   */
  public static JsonNode parse(String text) {
    try {
      return WHOLE.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** Does the same, but returns a missing node if the text is not JSON. */
  public static JsonNode parseIfJson(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  /** Turns JSON into one of the SDK's objects. What doesn't fit shows when its field is read. */
  static <T> T to(Class<T> type, JsonNode json) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /**
   * Turns JSON into an object of a class.
   *
   * @throws IllegalArgumentException in one line, if it does not fit the class
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    return read(json, STRICT.constructType(type));
  }

  /** Does the same, and also fails if something is missing that a schema wants. */
  public static <T> T read(JsonNode json, Class<T> type, Object schema) {
    refuseUnlessWhole(json, schema);
    return read(json, type);
  }

  private static <T> T read(JsonNode json, JavaType type) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, but got " + json);
    }
    try {
      return STRICT.treeToValue(json, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(complaint(e, json), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** Says where the JSON does not fit, and what is there. */
  private static String complaint(JsonMappingException e, JsonNode json) {
    String place = "";
    JsonNode found = json;
    for (JsonMappingException.Reference step : e.getPath()) {
      String name = step.getFieldName();
      place += name == null ? "[" + step.getIndex() + "]" : "." + name;
      found = name == null ? found.path(step.getIndex()) : found.path(name);
    }
    String problem = e.getOriginalMessage();
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      problem = "expected " + nameOf(mismatch.getTargetType()) + ", but got " + found;
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      problem = String.valueOf(e.getCause().getMessage()); // the class itself refuses the values
    }
    return place.isEmpty() ? problem : place.replaceFirst("^\\.", "") + ": " + problem;
  }

  private static String nameOf(Class<?> type) {
    boolean isList = type.isArray() || Collection.class.isAssignableFrom(type);
    return type.isEnum()
        ? "one of " + Stream.of(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList()
        : isList ? "a list" : type.isRecord() ? "an object" : type.getSimpleName();
  }

  /** Reads an object of a class from the only field, {@code response}, of a JSON object. */
  public static <T> T readWrapped(JsonNode json, Class<T> type) {
    JavaType wrapper = STRICT.getTypeFactory().constructParametricType(Wrapper.class, type);
    return Json.<Wrapper<T>>read(json, wrapper).response;
  }

  private record Wrapper<T>(T response) {}

  /**
   * Fails if something is missing or null in JSON that a schema wants there.
   *
   * @throws IllegalArgumentException in one line
   */
  public static void refuseUnlessWhole(JsonNode json, Object schema) {
    JsonNode whole = MAPPER.valueToTree(schema);
    refuseUnlessWhole(json, whole, whole, "");
  }

  private static void refuseUnlessWhole(JsonNode json, JsonNode part, JsonNode whole, String at) {
    JsonNode schema = part.has("$ref") ? whole.at(part.path("$ref").asText().substring(1)) : part;
    if (json.isNull() || json.isMissingNode()) {
      if (!at.isEmpty()
          && !schema.has("anyOf")
          && !schema.path("type").isArray()) { // both mean: or null
        throw new IllegalArgumentException(at + ": it is missing");
      }
    } else if (json.isObject()) {
      schema.path("anyOf").forEach(one -> refuseUnlessWhole(json, one, whole, at));
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        String place = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
        refuseUnlessWhole(json.path(field.getKey()), field.getValue(), whole, place);
      }
    } else if (schema.has("items")) {
      for (int i = 0; i < json.size(); i++) {
        refuseUnlessWhole(json.get(i), schema.get("items"), whole, at + "[" + i + "]");
      }
    }
  }

  /**
   * Fails if JSON can never become an object of the class.
   *
   * @throws IllegalArgumentException in one line
   */
  public static void refuseUnlessReadable(Class<?> type) {
    refuseUnlessReadable(STRICT.constructType(type), new HashSet<>());
  }

  private static void refuseUnlessReadable(JavaType type, Set<JavaType> seen) {
    Class<?> raw = type.getRawClass();
    if (type.getContentType() != null) { // of a list or an Optional
      refuseUnlessReadable(type.getContentType(), seen);
    } else if (!raw.isEnum() && !raw.getName().startsWith("java.") && seen.add(type)) {
      BeanDescription bean = STRICT.getDeserializationConfig().introspect(type);
      boolean made =
          raw.isPrimitive()
              || raw.isRecord()
              || (type.isConcrete() || bean.getClassInfo().hasAnnotation(JsonTypeInfo.class))
                  && bean.findDefaultConstructor() != null
              || bean.getConstructors().stream().anyMatch(c -> c.hasAnnotation(JsonCreator.class));
      if (!made) {
        throw new IllegalArgumentException(
            raw.getSimpleName() + " is abstract, or has no constructor without parameters.");
      }
      bean.findProperties().forEach(field -> refuseUnlessReadable(field.getPrimaryType(), seen));
    }
  }

  /** Returns the string at a path, or an empty one if there is no string. */
  public static String string(JsonNode node, String path) {
    return node.at(path).isTextual() ? node.at(path).asText() : "";
  }

  /** Returns the text or number in a field, or an empty string if there is neither. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() || value.isNumber() ? value.asText() : "";
  }

  /** Returns the elements of an array, an object as a list of one, and anything else as no list. */
  static Iterable<JsonNode> list(JsonNode node) {
    return node.isObject() ? List.of(node) : node.isArray() ? node : List.of();
  }

  /** Replaces halves of characters, which can't be sent. */
  static String wellFormed(CharSequence text) {
    return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Returns the same JSON without such halves. */
  static JsonNode wellFormed(JsonNode json) {
    try {
      return WIRE.readTree(wellFormed(json.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // It was JSON before.
    }
  }
}
