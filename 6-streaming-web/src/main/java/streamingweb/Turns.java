package streamingweb;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One turn after the other in each chat, over all instances of the server. An instance takes a chat
 * by a row with a lease, and renews the lease while it writes the answer. If it dies, the lease
 * runs out, what it has written becomes a stopped answer, and the chat is free again. What an
 * instance without a lease has written is not kept.
 */
final class Turns {
  /**
   * What others have said about an answer that this instance writes.
   *
   * @param stop whether somebody wants it to stop
   * @param readAt when another instance last read it for a visitor, in milliseconds since 1970
   */
  record Wishes(boolean stop, long readAt) {}

  /** A clock that is set back must not make a dead server's lease last for hours. */
  private static final String OVER = "(lease_until < :now or lease_until > :now + 60000)";

  private final Jdbi jdbi;
  private final Drafts drafts;
  private final Duration lease;
  private final String owner = Ids.random();

  Turns(Jdbi jdbi, Duration lease) {
    this.jdbi = jdbi;
    drafts = new Drafts(jdbi);
    this.lease = lease;
  }

  Drafts drafts() {
    return drafts;
  }

  /**
   * Begins a turn: takes the chat, cuts what the question replaces, and keeps the question.
   *
   * @return all that was said, with the question at its end
   * @throws ConflictResponse if an answer is being written, or the client knows another chat
   */
  List<Message> begin(ChatKey key, String run, Question question) {
    return jdbi.inTransaction(
        h -> {
          Chats.open(h, key, question.text());
          rescue(h, key);
          take(h, key, run);
          List<Message> before = Chats.messages(h, key);
          if (question.again() && question.find(before).isPresent()) {
            Chats.cutAfter(h, key, question.find(before).get().id());
          } else {
            if (question.replaces() != null) {
              Chats.cutAt(h, key, editable(before, question.replaces()));
            }
            ask(h, key, question);
          }
          return Chats.messages(h, key);
        });
  }

  private void take(Handle h, ChatKey key, String run) {
    boolean taken =
        h.createUpdate(
                    """
                insert into answers (visitor, chat, run, owner, stop, lease_until)
                values (:visitor, :chat, :run, :owner, 0, :until)
                on conflict (visitor, chat) do nothing
                """)
                .bindMap(key.names())
                .bind("run", run)
                .bind("owner", owner)
                .bind("until", leaseUntil())
                .execute()
            == 1;
    if (!taken) {
      throw new ConflictResponse(
          "This chat is still being answered. Wait for the answer, or stop it.");
    }
  }

  private static String editable(List<Message> messages, String id) {
    Message old =
        messages.stream()
            .filter(message -> message.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConflictResponse(
                        "This chat has changed in the meantime. Reload the page."));
    if (!old.isQuestion()) {
      throw new BadRequestResponse("Only your own messages can be edited.");
    }
    return id;
  }

  private static void ask(Handle h, ChatKey key, Question question) {
    String id = question.id() == null ? Ids.random() : question.id();
    if (!Chats.add(h, key, Message.question(id, question.text()))) {
      throw new ConflictResponse(
          "You asked this question already. Reload the page to see its answer.");
    }
  }

  /**
   * Renews the leases of runs of this instance. No others: an answer that could not be kept must
   * not hold its chat for ever.
   *
   * @return those that still have a lease, and what others have said about each
   */
  Map<String, Wishes> renew(Collection<String> runs) {
    Map<String, Wishes> ours = new HashMap<>();
    jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    update answers set lease_until = :until where owner = :owner and run in (<runs>)
                    returning run, stop, read_at
                    """)
                .bind("until", leaseUntil())
                .bind("owner", owner)
                .bindList("runs", List.copyOf(runs))
                .map((row, context) -> ours.put(row.getString("run"), wishes(row)))
                .list());
    return ours;
  }

  private static Wishes wishes(ResultSet row) throws SQLException {
    return new Wishes(row.getInt("stop") == 1, row.getLong("read_at"));
  }

  /** Tells the instance that answers in this chat to stop; it looks at each renewal. */
  void stop(ChatKey key) {
    jdbi.useHandle(
        h ->
            h.createUpdate("update answers set stop = 1 where visitor = :visitor and chat = :chat")
                .bindMap(key.names())
                .execute());
  }

  /** Ends the answers whose instance has died. Each instance does this for all. */
  void rescue() {
    jdbi.withHandle(
            h ->
                h.createQuery("select visitor, chat from answers where " + OVER)
                    .bind("now", System.currentTimeMillis())
                    .map(
                        (row, context) ->
                            new ChatKey(row.getString("visitor"), row.getString("chat")))
                    .list())
        .forEach(
            key ->
                jdbi.useTransaction(
                    h -> {
                      Chats.lock(h, key);
                      rescue(h, key);
                    }));
  }

  private static void rescue(Handle h, ChatKey key) {
    h.createQuery(
            """
            delete from answers where visitor = :visitor and chat = :chat and %s
            returning run, draft
            """
                .formatted(OVER))
        .bindMap(key.names())
        .bind("now", System.currentTimeMillis())
        .map((row, context) -> Drafts.in(row, "stopped"))
        .list()
        .forEach(answer -> Chats.add(h, key, answer));
  }

  /**
   * Ends a turn: keeps the answer and frees the chat. If you didn't learn whether that worked, call
   * it again.
   *
   * @return false if the chat is not this run's any more; then nothing is kept
   */
  boolean end(ChatKey key, String run, Message answer) {
    return jdbi.inTransaction(
        h -> {
          Chats.lock(h, key);
          boolean ours =
              h.createUpdate(
                          """
                          delete from answers
                          where visitor = :visitor and chat = :chat and run = :run
                          """)
                      .bindMap(key.names())
                      .bind("run", run)
                      .execute()
                  == 1;
          return ours ? Chats.add(h, key, answer) : isKept(h, key, answer);
        });
  }

  /** Compares them as text: a number that was read back may be of another class. */
  private static boolean isKept(Handle h, ChatKey key, Message answer) {
    return Chats.messages(h, key).stream()
        .anyMatch(kept -> kept.toString().equals(answer.toString()));
  }

  private long leaseUntil() {
    return System.currentTimeMillis() + lease.toMillis();
  }
}
