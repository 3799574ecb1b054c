package runconfig;

import agents.Agent;
import agents.FunctionTool;
import agents.Model;
import agents.ModelCallError;
import agents.ModelSettings;
import agents.OpenAIChatCompletionsModel;
import agents.RunConfig;
import agents.Runner;
import com.openai.client.OpenAIClient;

/** Shows which settings are sent, and what happens if the provider refuses one. */
public final class Settings {
  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Assistant")
            .instructions("You are a helpful assistant.")
            .modelSettings(ModelSettings.DEFAULT.temperature(0.2).maxTokens(500))
            .tool(FunctionTool.of("roll_die", "Rolls a die.", context -> 4))
            .build();

    // The run's settings replace the agent's, one by one. The tool choice is for one
    // turn: a model that had to call a tool each time would never answer.
    ModelSettings run = ModelSettings.DEFAULT.temperature(0.8).topP(0.9);
    run = run.toolChoice("required");
    ask(agent, run);

    // You can send any parameter. If the provider refuses it, you get its message.
    ask(agent, run.with("frequency_penalty", 0.5));

    // Null removes a parameter.
    ask(agent, run.with("top_p", null));
  }

  private static void ask(Agent agent, ModelSettings settings) {
    OpenAIClient client = Sent.by(Gemini.client());
    Model model = new OpenAIChatCompletionsModel(Gemini.modelName(), client);
    RunConfig config = RunConfig.builder().model(model).modelSettings(settings).build();
    try {
      String question = "Roll a die for me.";
      System.out.println(Runner.runSync(agent, question, config).finalOutput());
    } catch (ModelCallError e) {
      System.out.println(e.getMessage());
    }
    System.out.println();
  }
}
