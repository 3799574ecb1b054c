package agents;

import agents.StreamEvent.*;
import java.util.ArrayList;
import java.util.List;
import wire.Json;

/** What a test reads of a streamed run. */
final class Events {
  private Events() {}

  /** Reads to the end. */
  static List<StreamEvent> all(RunResultStreaming run) {
    List<StreamEvent> all = new ArrayList<>();
    run.streamEvents().forEach(all::add);
    return all;
  }

  /** Reads to the end; what came, by name. */
  static List<String> names(RunResultStreaming run) {
    return all(run).stream().map(Events::name).toList();
  }

  /** A raw event's type without the "response." in front, or an item event's name. */
  static String name(StreamEvent event) {
    if (event instanceof RawResponseEvent raw) {
      String type = Json.MAPPER.valueToTree(raw.data()).path("type").asText();
      return type.replaceFirst("^response\\.", "");
    }
    return event instanceof RunItemStreamEvent item ? item.name() : "agent_updated";
  }

  /** Reads until an event of that name has come. */
  static void readTo(RunResultStreaming run, String name) {
    for (StreamEvent event : run.streamEvents()) {
      if (name(event).equals(name)) {
        return;
      }
    }
    throw new AssertionError("The run ended before " + name);
  }
}
