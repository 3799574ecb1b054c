package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Optional;

/**
 * The memory of a conversation; mirrors Python's {@code Session}. Give one to {@link
 * RunConfig.Builder#session}. Each run then reads what was said before, and adds its question and
 * what the agent did. Implement this interface to keep conversations wherever you like.
 *
 * <p>Any thread may call a session. Use a session for one conversation, and for one run at a time,
 * because two runs at once would mix their items.
 */
public interface Session {

  /** Returns everything said so far, oldest first. */
  default List<ResponseInputItem> getItems() {
    return getItems(Integer.MAX_VALUE);
  }

  /** Returns the latest items, at most {@code limit} of them, oldest first. */
  List<ResponseInputItem> getItems(int limit);

  /** Adds items at the end: all of them, or none if it throws. */
  void addItems(List<ResponseInputItem> items);

  /** Removes the newest item and returns it, or returns empty if there is none. */
  Optional<ResponseInputItem> popItem();

  /** Forgets everything. */
  void clearSession();
}
