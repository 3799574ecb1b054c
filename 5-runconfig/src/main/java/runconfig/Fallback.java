package runconfig;

import agents.Agent;
import agents.Model;
import agents.ModelBehaviorError;
import agents.ModelCallError;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.Runner;
import agents.StreamEvent.RawResponseEvent;

/** Asks the next provider when one fails, before its answer or in the middle. */
public final class Fallback {
  private static final String INSTRUCTIONS = "You explain things clearly.";
  private static final Agent AGENT =
      Agent.builder().name("Assistant").instructions(INSTRUCTIONS).build();

  public static void main(String[] args) {
    // No server listens there. No retries, because the next provider is quicker.
    var nobody = OpenAIDefaults.newClient("http://127.0.0.1:9/v1/", "none");
    nobody = nobody.withOptions(options -> options.maxRetries(0));
    Model down = new OpenAIChatCompletionsModel("some-model", nobody);
    Model usual = OpenAIDefaults.modelNamed(OpenAIDefaults.model());

    ask("Explain in one sentence what a mutex is.", down, Gemini.model());
    ask("Explain what a semaphore is.", usual, Gemini.model());
  }

  private static void ask(String question, Model... models) {
    System.out.println("--- " + question);
    String asked = question;
    for (Model model : models) {
      if (model != models[0]) System.out.printf("[asking %s: %s]%n", model, asked);
      try {
        print(asked, RunConfig.builder().model(model).build());
        return;
      } catch (ModelCallError | ModelBehaviorError e) {
        if (!e.runData().partialText().isEmpty()) {
          System.out.println("... [cut off: what you have read is not the whole answer]");
          asked = "Once more, from the start: " + question;
        }
        System.out.println("[" + e.getMessage() + "]");
      }
    }
    System.out.println("[nobody is left to ask]");
  }

  private static void print(String question, RunConfig config) {
    try (var result = Runner.runStreamed(AGENT, question, config)) {
      for (var event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
    }
    System.out.println("\n");
  }
}
