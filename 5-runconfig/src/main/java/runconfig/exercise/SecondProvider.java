package runconfig.exercise;

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

/**
 * Exercise: go on with a second provider when the first fails.
 *
 * <ul>
 *   <li>Stream the answer of the first, and pass each delta to {@code screen} at once.
 *   <li>It may fail before its answer or in the middle, with a {@code ModelCallError}.
 *   <li>Then pass {@code BROKEN_OFF} to {@code screen}, if a part was shown.
 *   <li>After that, or if nothing was shown, pass {@code ASKING_AGAIN}.
 *   <li>Stream the answer of the second to the same question, once.
 *   <li>Return only the complete answer, without what the other one wrote.
 *   <li>If both fail, throw the exception of the second.
 *   <li>Always end the run, even if {@code screen} throws an exception.
 * </ul>
 *
 * <p>Pieces: a {@code RunConfig} for each, the loop of {@code RunConfigGemini}, {@code
 * runData().partialText()}.
 */
public final class SecondProvider {
  static final String BROKEN_OFF = "... [broken off]\n";
  static final String ASKING_AGAIN = "[asking again: the second provider]\n";

  /** Returns the first provider's answer, or the second one's if the first fails. */
  public static String ask(
      Agent agent, String question, Model first, Model second, Consumer<String> screen) {
    // TODO: stream the answer of the first; if that fails, say so and ask the second.
    return "";
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
