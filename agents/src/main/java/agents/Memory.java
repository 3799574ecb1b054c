package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import wire.Json;

/**
 * Reads the session of a run, if it has one, and adds to it: the question at once, then each turn
 * when it is finished. So a session never holds half a turn.
 */
final class Memory {
  private final Session session;
  private final int limit;
  private List<ResponseInputItem> question = List.of();
  private int kept;

  /** Without a session, the run gets one of its own and forgets it. */
  Memory(RunConfig config) {
    session = config.session == null ? new MemorySession() : config.session;
    limit = config.sessionLimit;
  }

  /** Adds the question to the session. Returns everything said before, and the question. */
  List<ResponseInputItem> recall(List<ResponseInputItem> question) {
    List<ResponseInputItem> all = new ArrayList<>(whole(session.getItems(limit)));
    this.question = question;
    int before = Math.max(0, all.size() - question.size());
    // A run that was cancelled or killed has left its question here. Don't add it twice.
    if (!json(all.subList(before, all.size())).equals(json(question))) {
      session.addItems(question);
      all.addAll(question);
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
      if (kept == 0) {
        question.forEach(item -> session.popItem());
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static JsonNode json(List<ResponseInputItem> items) {
    return Json.MAPPER.valueToTree(items);
  }

  /** Drops calls without an output and outputs without a call, because services reject both. */
  static List<ResponseInputItem> whole(List<ResponseInputItem> items) {
    Set<String> paired = ids(items, Memory::callId);
    paired.retainAll(ids(items, Memory::outputId));
    LinkedList<ResponseInputItem> whole = new LinkedList<>();
    boolean drop = false;
    for (int i = items.size() - 1; i >= 0; i--) {
      ResponseInputItem item = items.get(i);
      drop =
          item.isFunctionCall() || item.isFunctionCallOutput()
              ? callId(item).or(() -> outputId(item)).filter(paired::contains).isEmpty()
              : drop && item.isReasoning(); // a thought goes with the call after it
      if (!drop) {
        whole.addFirst(item);
      }
    }
    return List.copyOf(whole);
  }

  private static Set<String> ids(
      List<ResponseInputItem> items, Function<ResponseInputItem, Optional<String>> id) {
    return items.stream().flatMap(item -> id.apply(item).stream()).collect(Collectors.toSet());
  }

  private static Optional<String> callId(ResponseInputItem item) {
    return item.functionCall().flatMap(call -> call._callId().asKnown());
  }

  private static Optional<String> outputId(ResponseInputItem item) {
    return item.functionCallOutput().flatMap(output -> output._callId().asKnown());
  }
}
