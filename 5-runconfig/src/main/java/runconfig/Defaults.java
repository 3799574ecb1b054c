package runconfig;

import agents.Agent;
import agents.OpenAIDefaults;
import agents.RunResult;
import agents.Runner;
import com.openai.client.OpenAIClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sets key, client and API for the whole program, in code instead of .env. */
public final class Defaults {
  public static void main(String[] args) throws IOException {
    Agent agent = Agent.builder().name("Assistant").build();

    // In a container, the key is often a file: -Dargs=/run/secrets/openai_key
    if (args.length > 0) {
      OpenAIDefaults.setKey(Files.readString(Path.of(args[0])).strip());
    }
    ask("as usual", agent);

    // The same server and key, but other limits. (The defaults: two minutes, 2 retries.)
    OpenAIClient client = OpenAIDefaults.client();
    OpenAIDefaults.setClient(
        client.withOptions(
            options -> {
              options.timeout(Duration.ofSeconds(20));
              options.maxRetries(5);
            }));
    ask("less patient", agent);

    // Another provider. Its models have other names, so the agent needs one.
    OpenAIDefaults.setClient(Gemini.client());
    OpenAIDefaults.setApi("chat_completions");
    Agent onGemini = Agent.builder().name("Assistant").model(Gemini.modelName()).build();
    ask("on Gemini", onGemini);
  }

  private static void ask(String what, Agent agent) {
    String question = "Which model are you? Answer with your name only.";
    RunResult result = Runner.runSync(agent, question);
    System.out.println(what + ": " + result.trace().spans().get(0).name());
  }
}
