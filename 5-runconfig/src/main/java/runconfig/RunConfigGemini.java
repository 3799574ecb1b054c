package runconfig;

import agents.Agent;
import agents.OpenAIChatCompletionsModel;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.client.OpenAIClient;

/** Runs the agent of lesson 3 on Gemini. */
public final class RunConfigGemini {
  public static void main(String[] args) {
    OpenAIClient client = Gemini.client();
    RunConfig config =
        RunConfig.builder()
            .model(new OpenAIChatCompletionsModel(Gemini.modelName(), client))
            .modelProvider(name -> new OpenAIChatCompletionsModel(name, client))
            .tracingDisabled(true)
            .build();

    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    System.out.println("=== Starting Stream ===");
    try (RunResultStreaming result = Runner.runStreamed(agent, question, config)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
    }
    System.out.println("\n=== Stream Complete ===");
  }
}
