package runconfig;

import agents.Agent;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.RunResult;
import agents.Runner;

/** Sets the model at three levels, and asks each time which model answers. */
public final class Levels {
  public static void main(String[] args) {
    // Global: for all runs of this program. Its model is OPENAI_MODEL, or the default.
    OpenAIDefaults.setApi("chat_completions");

    // Agent: for all runs of this agent.
    Agent plain = Agent.builder().name("Plain").build();
    Agent onGemini = Agent.builder().name("On Gemini").model(Gemini.model()).build();

    // Run: for this run only, whatever the agent says.
    RunConfig nothing = RunConfig.builder().build();
    RunConfig nano = RunConfig.builder().model("gpt-4.1-nano").build();

    ask("global", plain, nothing);
    ask("global, agent", onGemini, nothing);
    ask("global, run", plain, nano);
    ask("global, agent, run", onGemini, nano);
  }

  /** Prints the model in the trace. What a model says about itself may be wrong. */
  private static void ask(String levels, Agent agent, RunConfig config) {
    String question = "Which model are you? Answer with your name only.";
    RunResult result = Runner.runSync(agent, question, config);
    String asked = result.trace().spans().get(0).name();
    System.out.printf("%-20s %s: %s%n", levels, asked, result.finalOutput());
  }
}
