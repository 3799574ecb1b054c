package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers a conversation as long as the program runs. */
public final class MemorySession implements Session {
  private final List<ResponseInputItem> items = new ArrayList<>();

  @Override
  public synchronized List<ResponseInputItem> getItems(int limit) {
    return List.copyOf(items.subList(Math.max(0, items.size() - limit), items.size()));
  }

  @Override
  public synchronized void addItems(List<ResponseInputItem> added) {
    items.addAll(added);
  }

  @Override
  public synchronized Optional<ResponseInputItem> popItem() {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.remove(items.size() - 1));
  }

  @Override
  public synchronized void clearSession() {
    items.clear();
  }
}
