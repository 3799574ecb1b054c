package runconfig;

import agents.Agent;
import agents.ModelSettings;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Map;

/** Runs one agent with two configurations: one for a poem, one for a fact. */
public final class Poet {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Poet Agent")
            .instructions("You are a poet who also knows the rules of the craft.")
            .model("gpt-3.5-turbo") // an old one, but both runs below name another
            .build();

    RunConfig creative =
        RunConfig.builder()
            .model(OpenAIDefaults.model())
            .modelSettings(ModelSettings.DEFAULT.temperature(0.8))
            .workflowName("creative_poem_run")
            .traceMetadata(Map.of("project", "poems"))
            .build();
    RunConfig factual =
        RunConfig.builder()
            .model(OpenAIDefaults.model())
            .modelSettings(ModelSettings.DEFAULT.temperature(0.1).maxTokens(200))
            .workflowName("factual_run")
            .traceMetadata(Map.of("project", "poems"))
            .build();

    ask(agent, "Write a haiku about spring.", creative);
    ask(agent, "What is a haiku? Answer in one sentence.", factual);
  }

  private static void ask(Agent agent, String question, RunConfig config) {
    try (RunResultStreaming result = Runner.runStreamed(agent, question, config)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
      System.out.println("\n[" + result.trace() + "]\n");
    }
  }
}
