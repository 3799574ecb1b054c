package streamingweb;

import agents.Session;
import agents.UserError;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat as the memory of the run that answers in it: lesson 4's {@link Session}, on the rows of
 * the database. The run reads what was said before, and each turn that it finishes is kept before
 * the model is called again. What a visitor has said is never taken back, even if the run fails.
 */
final class ChatSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(ChatSession.class);

  private final Drafts drafts;
  private final String run;
  private final List<ResponseInputItem> said;
  private final List<ResponseInputItem> answer = new ArrayList<>();

  /**
   * @param said what was said before, with the question at its end
   */
  ChatSession(Drafts drafts, String run, List<ResponseInputItem> said) {
    this.drafts = drafts;
    this.run = run;
    this.said = said;
  }

  List<ResponseInputItem> question() {
    return said.subList(said.size() - 1, said.size());
  }

  @Override
  public synchronized List<ResponseInputItem> getItems(int limit) {
    List<ResponseInputItem> all = new ArrayList<>(said);
    all.addAll(answer);
    return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  @Override
  public synchronized void addItems(List<ResponseInputItem> items) {
    List<ResponseInputItem> longer = new ArrayList<>(answer);
    longer.addAll(items);
    keep(longer);
  }

  /** Takes back an item of the answer, but nothing that was said before it. */
  @Override
  public synchronized Optional<ResponseInputItem> popItem() {
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    ResponseInputItem last = answer.get(answer.size() - 1);
    keep(List.copyOf(answer.subList(0, answer.size() - 1)));
    return Optional.of(last);
  }

  /** Takes back the answer. A visitor deletes the whole chat; see {@link Chats#delete}. */
  @Override
  public synchronized void clearSession() {
    keep(List.of());
  }

  private void keep(List<ResponseInputItem> items) {
    try {
      if (!drafts.keep(Message.answer(run, Message.WRITING, items, ""))) {
        throw new UserError("The chat was deleted, or another server goes on with it.");
      }
    } catch (JdbiException e) {
      if (!Thread.currentThread().isInterrupted()) { // then the run was stopped
        LOG.warn("A turn is not kept yet, its answer goes on: {}", Refusals.inALine(e));
      }
    }
    answer.clear();
    answer.addAll(items);
  }
}
