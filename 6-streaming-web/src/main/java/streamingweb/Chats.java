package streamingweb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import wire.Json;

/** The rows of chats and their messages. Every statement names the visitor. */
final class Chats {
  private static final Duration UNDO = Duration.ofDays(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
  private static final int LONGEST_TITLE = 60;

  private final Jdbi jdbi;

  Chats(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether this visitor has a chat. A cookie alone proves nothing: anybody can make one up. */
  boolean knows(String visitor) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select 1 from chats where visitor = :visitor limit 1")
                .bind("visitor", visitor)
                .mapTo(int.class)
                .findOne()
                .isPresent());
  }

  /** Returns the visitor's chats, the latest first, as the page reads them. */
  ArrayNode list(String visitor) {
    ArrayNode chats = Json.MAPPER.createArrayNode();
    jdbi.useHandle(
        h ->
            h.createQuery(
                    """
                    select id, title, updated from chats
                    where visitor = :visitor and deleted is null order by updated desc, id limit 200
                    """)
                .bind("visitor", visitor)
                .map(
                    (row, context) ->
                        chats
                            .addObject()
                            .put("id", row.getString("id"))
                            .put("title", row.getString("title"))
                            .put("updated", row.getLong("updated")))
                .list());
    return chats;
  }

  List<Message> messages(ChatKey key) {
    return jdbi.withHandle(h -> messages(h, key));
  }

  static List<Message> messages(Handle h, ChatKey key) {
    return h.createQuery(
            """
            select m.id, m.role, m.status, m.body from messages m join chats c
            on c.visitor = m.visitor and c.id = m.chat and c.deleted is null
            where m.visitor = :visitor and m.chat = :chat order by m.seq
            """)
        .bindMap(key.names())
        .map(
            (row, context) ->
                new Message(
                    row.getString("id"),
                    row.getString("role"),
                    row.getString("status"),
                    Json.parse(row.getString("body"))))
        .list();
  }

  /**
   * Makes the chat, unless there is one. If it was deleted, it begins anew. In both cases, nobody
   * else can change it until this transaction ends.
   */
  static void open(Handle h, ChatKey key, String firstQuestion) {
    make(h, key, firstQuestion);
    String deleted = "visitor = :visitor and id = :chat and deleted is not null";
    if (update(h, "delete from chats where " + deleted, key).execute() == 1) {
      make(h, key, firstQuestion);
    }
  }

  private static void make(Handle h, ChatKey key, String firstQuestion) {
    update(
            h,
            """
            insert into chats (visitor, id, title, created, updated)
            values (:visitor, :chat, :title, :now, :now)
            on conflict (visitor, id) do update set updated = excluded.updated
            """,
            key)
        .bind("title", shortened(firstQuestion))
        .execute();
  }

  /**
   * Nobody else can change the chat until this transaction ends. A transaction that changes more
   * than one table begins with this: two that wait for each other's rows would wait for ever.
   */
  static void lock(Handle h, ChatKey key) {
    update(h, "update chats set updated = updated where visitor = :visitor and id = :chat", key)
        .execute();
  }

  /** Adds a message at the end; false if there is one with its id. */
  static boolean add(Handle h, ChatKey key, Message message) {
    return update(
                h,
                """
                insert into messages (visitor, chat, seq, id, role, status, body, created)
                select :visitor, :chat, coalesce(max(seq), 0) + 1, :id, :role, :status, :body, :now
                from messages where visitor = :visitor and chat = :chat
                on conflict do nothing
                """,
                key)
            .bind("id", message.id())
            .bind("role", message.role())
            .bind("status", message.status())
            .bind("body", message.body().toString())
            .execute()
        == 1;
  }

  /** Deletes the messages after the one with this id. */
  static void cutAfter(Handle h, ChatKey key, String id) {
    cut(h, key, id, ">");
  }

  /** Deletes the message with this id, and all after it. */
  static void cutAt(Handle h, ChatKey key, String id) {
    cut(h, key, id, ">=");
  }

  private static void cut(Handle h, ChatKey key, String id, String which) {
    String theSeq =
        "(select seq from messages where visitor = :visitor and chat = :chat and id = :id)";
    update(
            h,
            "delete from messages where visitor = :visitor and chat = :chat and seq "
                + (which + theSeq),
            key)
        .bind("id", id)
        .execute();
  }

  boolean rename(ChatKey key, String title) {
    return change(key, "title = :title", "deleted is null", shortened(title));
  }

  boolean delete(ChatKey key) {
    return change(key, "deleted = :now", "deleted is null", "");
  }

  /** Takes a deletion back, within a day. */
  boolean restore(ChatKey key) {
    return change(key, "deleted = null", "deleted is not null", "");
  }

  private boolean change(ChatKey key, String what, String which, String title) {
    String sql =
        "update chats set %s where visitor = :visitor and id = :chat and %s".formatted(what, which);
    return jdbi.withHandle(h -> update(h, sql, key).bind("title", title).execute()) == 1;
  }

  /** Forgets what was deleted a day ago, or was not used for a month. */
  void forget() {
    jdbi.useHandle(
        h ->
            h.createUpdate("delete from chats where deleted < :undo or updated < :old")
                .bind("undo", System.currentTimeMillis() - UNDO.toMillis())
                .bind("old", System.currentTimeMillis() - FORGOTTEN_AFTER.toMillis())
                .execute());
  }

  private static Update update(Handle h, String sql, ChatKey key) {
    return h.createUpdate(sql).bindMap(key.names()).bind("now", System.currentTimeMillis());
  }

  private static String shortened(String title) {
    String line = title.strip().replaceAll("\\p{Cntrl}+|\\s+", " ");
    int end =
        line.offsetByCodePoints(0, Math.min(LONGEST_TITLE, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }
}
