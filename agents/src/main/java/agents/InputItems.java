package agents;

import static agents.UserError.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import wire.Json;

/** Makes and reads the items of a conversation that {@link Runner} and {@link Session} use. */
public final class InputItems {
  private InputItems() {}

  /** Makes a message from the user. */
  public static ResponseInputItem user(String text) {
    return message(EasyInputMessage.Role.USER, text);
  }

  /** Makes a message from the model, as if it had said that. */
  public static ResponseInputItem assistant(String text) {
    return message(EasyInputMessage.Role.ASSISTANT, text);
  }

  /** Returns the text of a message, or an empty string for any other item. */
  public static String text(ResponseInputItem item) {
    JsonNode content = Json.MAPPER.valueToTree(item).path("content");
    return content.isTextual()
        ? content.asText()
        : String.join("", content.findValuesAsText("text"));
  }

  private static ResponseInputItem message(EasyInputMessage.Role role, String text) {
    return ResponseInputItem.ofEasyInputMessage(
        EasyInputMessage.builder()
            .role(role)
            .content(required(text, "The text of the message"))
            .build());
  }
}
