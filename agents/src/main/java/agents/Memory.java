package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wire.Json;

/**
 * Reads the session of a run, if it has one, and adds to it: the question at once, then each turn
 * when it is finished. So a session never holds half a turn.
 */
final class Memory {
  private final RunConfig config;
  private List<ResponseInputItem> question = List.of();
  private int kept;

  Memory(RunConfig config) {
    this.config = config;
  }

  /** Adds the question to the session. Returns everything said before, and the question. */
  List<ResponseInputItem> recall(List<ResponseInputItem> question) {
    if (config.session == null) {
      return question;
    }
    List<ResponseInputItem> all =
        new ArrayList<>(whole(config.session.getItems(config.sessionLimit)));
    this.question = question;
    int before = Math.max(0, all.size() - question.size());
    // A run that was cancelled or killed has left its question here. Don't add it twice.
    if (!json(all.subList(before, all.size())).equals(json(question))) {
      config.session.addItems(question);
      all.addAll(question);
    }
    return all;
  }

  /** Keeps what a finished turn has added. */
  void keep(RunData run) {
    if (config.session != null) {
      List<RunItem> items = run.newItems();
      config.session.addItems(
          items.subList(kept, items.size()).stream().map(RunItem::toInputItem).toList());
      kept = items.size();
    }
  }

  /** Removes the question if no turn was finished, because it may have made the run fail. */
  void forgetQuestion(AgentsException failure) {
    try {
      if (kept == 0) {
        question.forEach(item -> config.session.popItem());
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
    Set<String> paired = callIds(items, "function_call");
    paired.retainAll(callIds(items, "function_call_output"));
    List<ResponseInputItem> whole = new ArrayList<>();
    boolean drop = false;
    for (int i = items.size() - 1; i >= 0; i--) {
      JsonNode item = Json.MAPPER.valueToTree(items.get(i));
      String type = Json.string(item, "/type");
      drop =
          type.startsWith("function_call")
              ? !paired.contains(Json.string(item, "/call_id"))
              : drop && type.equals("reasoning"); // a thought goes with the call after it
      if (!drop) {
        whole.add(0, items.get(i));
      }
    }
    return List.copyOf(whole);
  }

  private static Set<String> callIds(List<ResponseInputItem> items, String type) {
    Set<String> ids = new HashSet<>();
    for (JsonNode item : json(items)) {
      if (Json.string(item, "/type").equals(type)) {
        ids.add(Json.string(item, "/call_id"));
      }
    }
    return ids;
  }
}
