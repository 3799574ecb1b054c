package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wire.Json;

/**
 * Shows an answer that another instance of the server writes. That one keeps a draft of it in the
 * database. A follower reads the draft again and again, and passes on what is new.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Supplier<Message> draft;
  private final Duration pause;
  private final EventLog log = new EventLog();
  private List<ObjectNode> told = new ArrayList<>();

  /**
   * @param draft returns the answer as it is now
   */
  Follower(Supplier<Message> draft, Duration pause) {
    this.draft = draft;
    this.pause = pause;
  }

  EventLog log() {
    return log;
  }

  /** Works until the answer has ended, or nobody reads it any more. */
  void work() {
    try {
      follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.end();
    }
  }

  private void follow() throws InterruptedException {
    try {
      while (tell(draft.get()) && !log.isAlone(Duration.ZERO)) {
        Thread.sleep(pause.toMillis());
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("An answer of another instance cannot be followed: {}", Refusals.inALine(e));
      tellToReload();
    }
  }

  /** Translates an answer so far into the events that make it, from the first one on. */
  private static List<ObjectNode> eventsOf(Message answer) {
    List<ObjectNode> events = new ArrayList<>();
    UiMessageStream ui = new UiMessageStream(events::add);
    ui.start(answer.id());
    for (JsonNode item : answer.body().path("items")) {
      String call = Json.string(item, "/call_id");
      switch (Json.string(item, "/type")) {
        case "message" -> {
          item.path("content").findValuesAsText("text").forEach(ui::text);
          ui.endText();
        }
        case "function_call" ->
            ui.toolCalled(call, Json.string(item, "/name"), Json.string(item, "/arguments"));
        case "function_call_output" -> ui.toolReturned(call, Json.string(item, "/output"));
        default -> {} // thoughts are kept when they are complete: too late, the text has begun
      }
    }
    if (!answer.partial().isEmpty()) {
      ui.text(answer.partial());
    }
    switch (answer.status()) {
      case "complete" -> ui.finish();
      case "stopped" -> ui.abort();
      case "failed" -> ui.error("The model could not finish this answer. Try again in a moment.");
      default -> {}
    }
    return events;
  }

  /** Passes on what is new in the answer; returns whether there will be more. */
  private boolean tell(Message answer) {
    List<ObjectNode> events = eventsOf(answer);
    if (!continueWhatWasTold(events)) { // a model that calls a tool and then still talks
      tellToReload();
      return false;
    }
    int last = told.size() - 1;
    if (last >= 0) { // perhaps a text, which has become longer
      String rest = delta(events.get(last)).substring(delta(told.get(last)).length());
      if (!rest.isEmpty()) {
        log.add(events.get(last).deepCopy().put("delta", rest));
      }
    }
    for (ObjectNode event : events.subList(told.size(), events.size())) {
      log.add(event.deepCopy()); // the log may change it
    }
    told = events;
    return answer.isBeingWritten();
  }

  private void tellToReload() {
    log.add(UiMessageStream.event("error").put("errorText", "Reload the page to read on."));
  }

  private boolean continueWhatWasTold(List<ObjectNode> events) {
    int last = told.size() - 1;
    return last < 0
        || last < events.size()
            && events.subList(0, last).equals(told.subList(0, last))
            && events.get(last).path("type").equals(told.get(last).path("type"))
            && delta(events.get(last)).startsWith(delta(told.get(last)));
  }

  private static String delta(ObjectNode event) {
    return Json.string(event, "/delta");
  }
}
