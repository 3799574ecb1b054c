package docs;

import agents.Agent;
import agents.FunctionTool;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import java.util.Iterator;
import java.util.StringJoiner;

/** Prints the events of a run with a handoff and a tool call, with the fields of each. */
public final class Events {
  private record City(String city) {}

  public static void main(String[] args) {
    FunctionTool weather =
        FunctionTool.of("get_weather", "The weather.", City.class, (context, asked) -> 31);
    Agent forecast = Agent.builder().name("Forecast").tool(weather).build();
    Agent triage = Agent.builder().name("Triage").handoff(forecast).build();
    String last = "";
    int count = 0;
    try (RunResultStreaming result = Runner.runStreamed(triage, "Is it warm in Lahore?")) {
      for (StreamEvent event : result.streamEvents()) {
        String line = line(event);
        if (!line.equals(last)) {
          print(last, count);
          count = 0;
        }
        last = line;
        count++;
      }
    }
    print(last, count);
  }

  private static void print(String line, int count) {
    if (count > 0) {
      System.out.println(count == 1 ? line : line + "  (" + count + " times)");
    }
  }

  private static String line(StreamEvent event) {
    if (event instanceof RawResponseEvent raw) {
      JsonNode json = JsonValue.from(raw.data()).convert(JsonNode.class);
      StringJoiner fields = new StringJoiner(", ");
      for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!name.matches("type|sequence_number")) {
          fields.add(name);
        }
      }
      return "%-38s %s".formatted(json.path("type").asText(), fields);
    }
    if (event instanceof AgentUpdatedStreamEvent now) {
      return "-> agent updated: " + now.newAgent().name();
    }
    RunItemStreamEvent run = (RunItemStreamEvent) event;
    return "-> run item %s: %s".formatted(run.name(), run.item().getClass().getSimpleName());
  }
}
