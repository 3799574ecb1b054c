import agents.Agent;
import agents.RunResult;
import agents.Runner;

public class Hello {
  public static void main(String[] args) {
    Agent agent = Agent.builder().name("Assistant").instructions("Be brief.").build();
    RunResult result = Runner.runSync(agent, "What is the capital of Pakistan?");
    System.out.println(result.finalOutput());
  }
}
