package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunContext;
import agents.RunResult;
import agents.Runner;

/** One agent for many users: instructions and tools get the user from a context. */
public final class WithContext {
  /** The model gets the name and the taste, but never the e-mail address. */
  private record User(String name, String email, String taste) {}

  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Cook")
            .instructions(WithContext::instructions)
            .tool(
                FunctionTool.of(
                    "get_preferences",
                    "How the user likes to eat.",
                    context -> context.context(User.class).taste()))
            .build();

    User aisha = new User("Aisha", "aisha@example.com", "vegetarian and not too hot");
    RunConfig config = RunConfig.builder().context(aisha).build();
    RunResult result = Runner.runSync(agent, "What should I have for dinner?", config);

    System.out.println(result.finalOutput());
  }

  /** Runs before every turn, so the instructions may change during a run. */
  private static String instructions(RunContext context) {
    User user = context.context(User.class);
    return "You are a friendly cook. The user's name is " + user.name() + ".";
  }
}
