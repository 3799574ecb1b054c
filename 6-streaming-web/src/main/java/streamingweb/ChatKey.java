package streamingweb;

import java.util.Map;

/**
 * Names a chat. The id alone is not enough: it belongs to a visitor.
 *
 * @param visitor the random id in the visitor's cookie
 * @param chat the id that the visitor's page gave the chat
 */
record ChatKey(String visitor, String chat) {
  /** For the statements of the database. */
  Map<String, String> names() {
    return Map.of("visitor", visitor, "chat", chat);
  }

  /** For the log, where the visitor's id must not be: whoever has it is the visitor. */
  @Override
  public String toString() {
    return "chat " + chat;
  }
}
