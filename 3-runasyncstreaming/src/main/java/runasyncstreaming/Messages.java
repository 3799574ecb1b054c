package runasyncstreaming;

import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;

/** Makes the items that a conversation consists of. */
final class Messages {
  private Messages() {}

  static ResponseInputItem user(String text) {
    return message(Role.USER, text);
  }

  static ResponseInputItem assistant(String text) {
    return message(Role.ASSISTANT, text);
  }

  private static ResponseInputItem message(Role role, String text) {
    var message = EasyInputMessage.builder().role(role).content(text).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }
}
