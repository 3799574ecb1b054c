package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Streams an answer in JSON, and parses it when it is complete. */
public final class StreamThenParse {
  public static void main(String[] args) {
    String instructions =
        "Answer in JSON, without Markdown: {\"title\": \"...\", \"steps\": [\"...\"]}";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "How do I make tea?";
    StringBuilder json = new StringBuilder();
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          System.out.print(delta);
          System.out.flush();
          json.append(delta); // half of it is not valid JSON: wait for the end
        }
      }
    }
    System.out.println("\n=== Parsed ===");
    print(json.toString());
  }

  private record HowTo(String title, List<String> steps) {}

  private static void print(String json) {
    ObjectMapper mapper = new ObjectMapper();
    mapper.enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    try {
      HowTo howTo = mapper.readValue(json, HowTo.class);
      System.out.println(howTo.title);
      for (int i = 0; i < howTo.steps.size(); i++) {
        System.out.println((i + 1) + ". " + howTo.steps.get(i));
      }
    } catch (JsonProcessingException e) {
      System.out.println(
          "The answer is not the JSON that was asked for: " + e.getOriginalMessage());
    }
  }
}
