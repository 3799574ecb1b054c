package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;

/** Shows all events of a run, and when each one came. */
public final class AllEvents {
  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    print(agent, "Say hello."); // the first call is slower: read the second one
    print(agent, "Explain recursion in one sentence.");
  }

  private static void print(Agent agent, String question) {
    System.out.println(question);
    long start = System.nanoTime();
    String last = "";
    int count = 0;
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        String type = type(event);
        if (!type.equals(last)) {
          endLine(count);
          System.out.printf("%6d ms  %s", (System.nanoTime() - start) / 1_000_000, type);
          count = 0;
        }
        last = type;
        count++;
      }
    }
    endLine(count);
    System.out.println();
  }

  /** Events of the same type that follow each other share a line. */
  private static void endLine(int count) {
    if (count > 0) {
      System.out.println(count > 1 ? " x " + count : "");
    }
  }

  private static String type(StreamEvent event) {
    if (event instanceof RawResponseEvent raw) {
      // The SDK has a class for each type. In JSON, the type has a name.
      JsonNode json = JsonValue.from(raw.data()).convert(JsonNode.class);
      return json.path("type").asText();
    }
    return event instanceof RunItemStreamEvent item
        ? "run_item_stream_event " + item.name()
        : "agent_updated_stream_event";
  }
}
