package runconfig;

import agents.Agent;
import agents.Environment;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.client.OpenAIClient;

/** Asks a provider whose address, key and model are in the environment. */
public final class AnyProvider {
  private static final String OLLAMA = "http://localhost:11434/v1/";

  public static void main(String[] args) {
    // With the argument GROQ, it reads GROQ_BASE_URL, GROQ_API_KEY and GROQ_MODEL.
    String prefix = args.length > 0 ? args[0] : "PROVIDER";
    String model = Environment.get(prefix + "_MODEL").orElse("llama3.2");
    OpenAIClient client = OpenAIDefaults.clientOf(prefix, OLLAMA);
    RunConfig config =
        RunConfig.builder().model(new OpenAIChatCompletionsModel(model, client)).build();

    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain in one sentence what a token is.";
    System.out.println("=== Asking " + model + " ===");
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
