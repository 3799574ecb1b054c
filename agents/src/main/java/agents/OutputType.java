package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig.Schema;
import java.util.function.Supplier;
import wire.Json;

/**
 * The class of a final output, and its JSON schema. A schema must describe an object, so anything
 * else (an array, a number, an enum) is wrapped into {@code {"response": …}}, as in Python.
 */
final class OutputType {
  final ResponseFormatTextJsonSchemaConfig schema;
  private final Class<?> type;
  private final boolean wrapped;

  OutputType(Class<?> type) {
    this.type = type;
    var params = schemaFor(type, () -> ResponseCreateParams.builder().text(type).build());
    var made = params.rawParams().text().orElseThrow().format().orElseThrow().asJsonSchema();
    ObjectNode json = Json.MAPPER.valueToTree(made._schema());
    wrapped = !isObject(json);
    ObjectNode whole = wrapped ? wrap(json) : json;
    schema =
        made.toBuilder()
            .name(made.name().replaceAll("[^\\w-]", "_"))
            .schema(Json.MAPPER.convertValue(whole, Schema.class))
            .build();
  }

  /**
   * Makes a schema for a class.
   *
   * @throws UserError if there is no schema for it, or if it cannot be read from JSON
   */
  static <T> T schemaFor(Class<?> type, Supplier<T> maker) {
    try {
      Json.refuseUnlessReadable(type);
      return maker.get();
    } catch (RuntimeException e) {
      String problem = e.getMessage().replaceFirst("(?s)^Local validation.*? - ", "");
      throw new UserError(
          "A model cannot write a %s: %s Use a record."
              .formatted(type.getSimpleName(), problem.replaceAll("\\s+", " ")),
          e);
    }
  }

  static boolean isObject(ObjectNode schema) {
    return schema.path("type").asText("object").equals("object");
  }

  private static ObjectNode wrap(ObjectNode schema) {
    ObjectNode whole = Json.object().put("type", "object").put("additionalProperties", false);
    whole.putArray("required").add("response");
    if (schema.has("$defs")) {
      whole.set("$defs", schema.remove("$defs"));
    }
    schema.remove("$schema");
    whole.putObject("properties").set("response", schema);
    return whole;
  }

  /** Reads what the model wrote. */
  Object read(String text) {
    return ModelBehaviorError.reading(
        "The answer is not a valid " + type.getSimpleName(),
        () -> {
          JsonNode json = Json.parse(text);
          Json.refuseUnlessWhole(json, schema._schema());
          return wrapped ? Json.readWrapped(json, type) : Json.read(json, type);
        });
  }
}
