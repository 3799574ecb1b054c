package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunContext;
import agents.RunResult;
import agents.Runner;

/** One agent for many users: its instructions and tools read whom they serve. */
public final class WithContext {
  /** The model never gets this, only what instructions and tools tell: not the e-mail. */
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

  /** Made anew for every turn, so they may change while the run goes on. */
  private static String instructions(RunContext context) {
    User user = context.context(User.class);
    return "You are a friendly cook. The user's name is " + user.name() + ".";
  }
}
