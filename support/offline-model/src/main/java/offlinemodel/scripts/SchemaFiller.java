package offlinemodel.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.Json;

/** Makes JSON that follows a schema, keeping what fits of a given value and inventing the rest. */
final class SchemaFiller {
  /** A schema that contains itself has to end somewhere: from here on, with null if it may. */
  private static final int DEEPEST = 8;

  private static final int ENDLESS = 32;

  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");

  private final JsonNode root;
  private final Function<String, String> strings;
  private final Supplier<Number> numbers;

  /** Whether properties are invented that may be left out. */
  private final boolean fillsOptional;

  private SchemaFiller(
      JsonNode root,
      Function<String, String> strings,
      Supplier<Number> numbers,
      boolean fillsOptional) {
    this.fillsOptional = fillsOptional;
    this.root = root;
    this.strings = strings;
    this.numbers = numbers;
  }

  /**
   * Returns a text as JSON that follows a schema. What fits of it is kept; strings are invented
   * from their property's name, and numbers are 0. A schema without properties takes any object:
   * words then become its {@code answer}.
   */
  static String json(String text, JsonNode schema) {
    JsonNode said = Json.parse(text);
    if (!said.isObject() && !schema.has("properties")) said = Json.object().put("answer", text);
    return new SchemaFiller(schema, SchemaFiller::inWords, () -> 0, true)
        .fit(said, schema, "value", 0)
        .toString();
  }

  /** Invents what is required, with the strings and the numbers that the caller has. */
  static JsonNode invent(JsonNode schema, Supplier<String> strings, Supplier<Number> numbers) {
    return new SchemaFiller(schema, name -> strings.get(), numbers, false)
        .fit(MissingNode.getInstance(), schema, "value", 0);
  }

  private JsonNode fit(JsonNode value, JsonNode unresolved, String name, int depth) {
    boolean wantsNull = value.isNull() || depth >= DEEPEST;
    JsonNode schema = resolve(unresolved, wantsNull, depth);
    if (schema.has("const")) return schema.get("const");
    if (schema.has("enum")) return fitEnum(value, schema.get("enum"));
    return switch (type(schema, wantsNull)) {
      case "object" -> fitObject(value, schema, depth);
      case "array" -> fitArray(value, schema, name, depth);
      case "string" -> text(isText(value) ? value.asText() : invent(schema, name));
      case "integer" -> number(value.isNumber() ? value.asLong() : numbers.get().longValue());
      case "number" -> value.isNumber() ? value : number(numbers.get());
      case "boolean" -> value.isBoolean() ? value : JsonNodeFactory.instance.booleanNode(false);
      default -> NullNode.getInstance();
    };
  }

  private ObjectNode fitObject(JsonNode value, JsonNode schema, int depth) {
    if (!schema.has("properties") && value.isObject()) return value.deepCopy();
    ObjectNode object = Json.object();
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      if (value.has(name) || isWanted(schema, name, depth)) {
        object.set(name, fit(value.path(name), property.getValue(), name, depth + 1));
      }
    }
    return object;
  }

  private ArrayNode fitArray(JsonNode value, JsonNode schema, String name, int depth) {
    ArrayNode array = Json.array();
    if (value.isArray()) {
      value.forEach(item -> array.add(fit(item, schema.path("items"), name, depth + 1)));
    } else if (depth < DEEPEST) {
      array.add(fit(MissingNode.getInstance(), schema.path("items"), name, depth + 1));
    }
    return array;
  }

  private static JsonNode fitEnum(JsonNode value, JsonNode allowed) {
    for (JsonNode one : allowed) {
      if (one.equals(value)) return value;
    }
    return allowed.path(0);
  }

  /** Follows references, and chooses among alternatives. */
  private JsonNode resolve(JsonNode schema, boolean wantsNull, int depth) {
    if (depth > ENDLESS) {
      throw ApiError.badRequest("Invalid schema: it contains itself without end.", null, null);
    }
    if (schema.has("$ref")) {
      return resolve(root.at(schema.get("$ref").asText().substring(1)), wantsNull, depth + 1);
    }
    for (String keyword : ALTERNATIVES) {
      if (schema.has(keyword)) {
        return resolve(choose(schema.get(keyword), wantsNull), wantsNull, depth + 1);
      }
    }
    return schema;
  }

  private static String type(JsonNode schema, boolean wantsNull) {
    JsonNode type = schema.path("type");
    if (type.isArray()) return choose(type, wantsNull).asText();
    if (type.isTextual()) return type.asText();
    return schema.has("properties") ? "object" : "string";
  }

  /** The first alternative that is null, or the first that is not. */
  private static JsonNode choose(JsonNode alternatives, boolean wantsNull) {
    for (JsonNode one : alternatives) {
      String type = one.isTextual() ? one.asText() : one.path("type").asText();
      if (type.equals("null") == wantsNull) return one;
    }
    return alternatives.path(0);
  }

  /** A schema that names no required properties gets them all. */
  private boolean isWanted(JsonNode schema, String name, int depth) {
    if (depth < DEEPEST && (fillsOptional || !schema.has("required"))) return true;
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) return true;
    }
    return false;
  }

  private String invent(JsonNode schema, String name) {
    return switch (schema.path("format").asText()) {
      case "date" -> "2026-01-01";
      case "time" -> "12:00:00";
      case "date-time" -> "2026-01-01T12:00:00Z";
      default -> strings.apply(name);
    };
  }

  /** A property's name as somebody would say it: {@code estimatedHours} is "estimated hours". */
  private static String inWords(String name) {
    String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_-]+", " ");
    return spaced.toLowerCase(Locale.ROOT);
  }

  private static boolean isText(JsonNode value) {
    return value.isValueNode() && !value.isNull();
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  private static JsonNode number(Number number) {
    if (number.doubleValue() == number.longValue()) {
      return JsonNodeFactory.instance.numberNode(number.longValue());
    }
    return JsonNodeFactory.instance.numberNode(number.doubleValue());
  }
}
