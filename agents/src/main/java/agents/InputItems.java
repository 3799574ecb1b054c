package agents;

import static agents.UserError.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import wire.Json;

/** Makes and reads items of a conversation, as {@link Runner} and {@link Session} have them. */
public final class InputItems {
  private InputItems() {}

  /** Something that the user says. */
  public static ResponseInputItem user(String text) {
    return message(EasyInputMessage.Role.USER, text);
  }

  /** Something that the model is to believe it has said. */
  public static ResponseInputItem assistant(String text) {
    return message(EasyInputMessage.Role.ASSISTANT, text);
  }

  /** Returns the text of a message; of other items, an empty string. */
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
