package runsync;

import agents.Agent;
import agents.InputItems;
import agents.RunResult;
import agents.Runner;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;

/** Asks a second question that only makes sense after the first. */
public final class Conversation {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "What is the capital of Pakistan?";
    RunResult result = Runner.runSync(agent, question);
    System.out.println(question + "\n- " + result.finalOutput());

    // The model remembers nothing, so send the conversation so far and the new question.
    String next = "How many people live there?";
    List<ResponseInputItem> input = new ArrayList<>(result.toInputList());
    input.add(InputItems.user(next));
    result = Runner.runSync(agent, input);
    System.out.println(next + "\n- " + result.finalOutput());
    System.out.println("Messages so far: " + result.toInputList().size());
  }
}
