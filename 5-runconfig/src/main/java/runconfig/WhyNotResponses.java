package runconfig;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIResponsesModel;
import agents.RunConfig;
import agents.Runner;
import java.util.List;

/** Asks Gemini through Responses, which it doesn't have, then through the other API. */
public final class WhyNotResponses {
  public static void main(String[] args) {
    String name = Gemini.modelName();
    List<Model> models =
        List.of(
            new OpenAIResponsesModel(name, Gemini.client()),
            new OpenAIChatCompletionsModel(name, Gemini.client()));

    Agent agent = Agent.builder().name("Assistant").build();
    String question = "Which model are you? Answer with your name only.";
    for (Model model : models) {
      System.out.println("--- " + model.getClass().getSimpleName());
      try {
        RunConfig config = RunConfig.builder().model(model).build();
        System.out.println(Runner.runSync(agent, question, config).finalOutput());
      } catch (ModelCallError e) {
        System.out.println(e.getMessage());
        System.out.println("Gemini has only Chat Completions. Through that API:");
      }
    }
  }
}
