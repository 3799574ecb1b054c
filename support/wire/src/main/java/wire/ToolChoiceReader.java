package wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.openai.models.responses.Response;
import com.openai.models.responses.ToolChoiceOptions;
import java.io.IOException;

/**
 * Reads the {@code tool_choice} of a response, which comes three times in each answer. It is nearly
 * always a word such as {@code auto}. The SDK first tries eight other types, and each of them fails
 * with an exception.
 */
final class ToolChoiceReader extends JsonDeserializer<Response.ToolChoice> {
  /** Tells a mapper to use it. */
  @JsonDeserialize(using = ToolChoiceReader.class)
  interface Use {}

  private final JsonDeserializer<Response.ToolChoice> sdk = new Response.ToolChoice.Deserializer();

  @Override
  public Response.ToolChoice deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    return json.hasToken(JsonToken.VALUE_STRING)
        ? Response.ToolChoice.ofOptions(ToolChoiceOptions.of(json.getText()))
        : sdk.deserialize(json, context);
  }
}
