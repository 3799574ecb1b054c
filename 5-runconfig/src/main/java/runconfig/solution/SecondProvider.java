package runconfig.solution;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.client.OpenAIClient;
import java.util.function.Consumer;

/** A solution: go on with a second provider when the first fails. */
public final class SecondProvider {
  static final String BROKEN_OFF = "... [broken off]\n";
  static final String ASKING_AGAIN = "[asking again: the second provider]\n";

  /** Returns the first provider's answer, or the second one's if the first fails. */
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    try {
      return answerOf(agent, question, first, screen);
    } catch (ModelCallError e) { // thrown by the loop, before or after any delta
      if (!e.runData().partialText().isEmpty()) {
        screen.accept(BROKEN_OFF);
      }
    }
    screen.accept(ASKING_AGAIN);
    return answerOf(agent, question, second, screen); // may fail for good
  }

  private static String answerOf(
      Agent agent, String question, Model model, Consumer<String> screen) {
    RunConfig config = RunConfig.builder().model(model).build();
    try (RunResultStreaming result = Runner.runStreamed(agent, question, config)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          screen.accept(raw.data().asOutputTextDelta().delta());
        }
      }
      return String.valueOf(result.finalOutput());
    }
  }

  public static void main(String[] args) {
    // No server listens there.
    OpenAIClient nobody = OpenAIDefaults.newClient("http://127.0.0.1:1/v1", "none");
    nobody = nobody.withOptions(options -> options.maxRetries(0));
    Model first = new OpenAIChatCompletionsModel("some-model", nobody);
    Model second = OpenAIDefaults.modelNamed(OpenAIDefaults.model());
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();
    String question = "Explain in one sentence what a mutex is.";
    String answer = ask(agent, question, first, second, System.out::print);
    System.out.println("\n[" + answer.length() + " characters]");
  }
}
