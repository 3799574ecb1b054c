package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wire.Json;
import wire.Keys;

/**
 * Reads the session of a run, if it has one, and adds to it: the question at once, then each turn
 * when it is finished. So a session never holds half a turn.
 */
final class Memory {
  private final Session session;
  private final int limit;
  private List<ResponseInputItem> question = List.of();
  private int kept;

  /** Without a session, the run uses a new one and forgets it. */
  Memory(RunConfig config) {
    session = config.session == null ? new MemorySession() : config.session;
    limit = config.sessionLimit;
  }

  /** Adds the question to the session. Returns everything said before, and the question. */
  List<ResponseInputItem> recall(List<ResponseInputItem> question) {
    List<ResponseInputItem> held = session.getItems(limit);
    List<ResponseInputItem> all = new ArrayList<>(whole(held));
    this.question = question;
    if (all.isEmpty() || !endsWithQuestion(all)) {
      session.addItems(question);
      all.addAll(question);
    } else {
      // A run that was cancelled or killed has left its question here, perhaps with half a turn.
      ResponseInputItem last = all.get(all.size() - 1);
      for (int i = held.size() - 1; held.get(i) != last; i--) {
        session.popItem();
      }
    }
    return all;
  }

  /** Keeps what a finished turn has added. */
  void keep(RunData run) {
    List<RunItem> items = run.newItems();
    session.addItems(items.subList(kept, items.size()).stream().map(RunItem::toInputItem).toList());
    kept = items.size();
  }

  /** Removes the question if no turn was finished, because it may have made the run fail. */
  void forgetQuestion(AgentsException failure) {
    try {
      // If the session could not add the question, its last items are not ours.
      if (kept == 0 && endsWithQuestion(session.getItems(question.size()))) {
        question.forEach(item -> session.popItem());
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(Keys.hide(e));
    }
  }

  private boolean endsWithQuestion(List<ResponseInputItem> items) {
    List<ResponseInputItem> last =
        items.subList(Math.max(0, items.size() - question.size()), items.size());
    return Json.MAPPER.valueToTree(last).equals(Json.MAPPER.valueToTree(question));
  }

  /**
   * Drops calls without an output, outputs without a call, and thoughts that led to nothing,
   * because services reject all of them.
   */
  static List<ResponseInputItem> whole(List<ResponseInputItem> items) {
    Set<Integer> paired = paired(items);
    LinkedList<ResponseInputItem> whole = new LinkedList<>();
    ResponseInputItem next = null;
    for (int i = items.size() - 1; i >= 0; i--) {
      ResponseInputItem item = items.get(i);
      boolean keep =
          item.isFunctionCall() || item.isFunctionCallOutput()
              ? paired.contains(i)
              : !item.isReasoning() || next != null && isOfModel(next);
      next = keep ? item : null;
      if (keep) {
        whole.addFirst(item);
      }
    }
    return List.copyOf(whole);
  }

  /** Returns the places of calls and their outputs. Some servers use an id more than once. */
  private static Set<Integer> paired(List<ResponseInputItem> items) {
    Map<String, Integer> open = new HashMap<>();
    Set<Integer> paired = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      int place = i;
      callId(items.get(i)).ifPresent(id -> open.put(id, place));
      outputId(items.get(i))
          .map(open::remove)
          .ifPresent(call -> paired.addAll(List.of(call, place)));
    }
    return paired;
  }

  private static boolean isOfModel(ResponseInputItem item) {
    String role = Json.MAPPER.valueToTree(item).path("role").asText("assistant");
    return role.equals("assistant") && !item.isFunctionCallOutput();
  }

  private static Optional<String> callId(ResponseInputItem item) {
    return item.functionCall().flatMap(call -> call._callId().asKnown());
  }

  private static Optional<String> outputId(ResponseInputItem item) {
    return item.functionCallOutput().flatMap(output -> output._callId().asKnown());
  }
}
