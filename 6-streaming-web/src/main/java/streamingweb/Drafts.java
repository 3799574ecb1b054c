package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import wire.Json;

/** What has been written so far of the answers that are being written, by all instances. */
final class Drafts {
  private final Jdbi jdbi;

  Drafts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps what has been written of an answer so far, in case this instance dies.
   *
   * @return false if the chat is not this run's any more; then nothing is kept
   */
  boolean keep(Message draft) {
    return keep(draft, "") == 1;
  }

  /** Keeps it, unless there is more already: a finished turn, of which its readers lag behind. */
  void keepIfLonger(Message draft) {
    keep(draft, "and length(draft) < length(:draft)");
  }

  private int keep(Message draft, String condition) {
    return jdbi.withHandle(
        h ->
            h.createUpdate("update answers set draft = :draft where run = :run " + condition)
                .bind("draft", draft.body().toString())
                .bind("run", draft.id())
                .execute());
  }

  /** Returns what is kept of the answer that is being written in this chat, by any instance. */
  Optional<Message> read(ChatKey key) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select run, draft from answers where visitor = :visitor and chat = :chat")
                .bindMap(key.names())
                .map((row, context) -> in(row, Message.WRITING))
                .findOne());
  }

  /** The same for a visitor. So the instance that writes it learns that somebody reads it here. */
  Optional<Message> follow(ChatKey key) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    update answers set read_at = :now where visitor = :visitor and chat = :chat
                    returning run, draft
                    """)
                .bindMap(key.names())
                .bind("now", System.currentTimeMillis())
                .map((row, context) -> in(row, Message.WRITING))
                .findOne());
  }

  /** The draft in a row. */
  static Message in(ResultSet row, String status) throws SQLException {
    JsonNode body = Json.parse(row.getString("draft"));
    return new Message(row.getString("run"), Message.ASSISTANT, status, body);
  }
}
