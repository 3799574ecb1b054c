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

  /** For the log, without the visitor's id: it is secret, because it works like a password. */
  @Override
  public String toString() {
    return "chat " + chat;
  }
}
