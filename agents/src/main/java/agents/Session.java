package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Optional;

/**
 * The memory of a conversation; mirrors Python's {@code Session}. Give one to {@link
 * RunConfig.Builder#session}: each run then reads what was said before, and adds its question and
 * what the agent did. Implement it to keep conversations wherever you like.
 *
 * <p>A session may be asked from any thread. It belongs to one conversation, and a conversation to
 * one run at a time: two runs at once would mix their items.
 */
public interface Session {

  /** Returns everything said so far, oldest first. */
  default List<ResponseInputItem> getItems() {
    return getItems(Integer.MAX_VALUE);
  }

  /** Returns the latest items, at most this many, oldest first. */
  List<ResponseInputItem> getItems(int limit);

  /** Adds items at the end: all of them, or none if it throws. */
  void addItems(List<ResponseInputItem> items);

  /** Takes out the newest item and returns it, or empty if there is none. */
  Optional<ResponseInputItem> popItem();

  /** Forgets everything. */
  void clearSession();
}
