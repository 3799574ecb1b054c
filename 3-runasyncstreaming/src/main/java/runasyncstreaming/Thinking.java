package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import org.jline.terminal.Terminal;

/** Shows a spinner until the first word comes. */
public final class Thinking {
  public static void main(String[] args) throws Exception {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain what a closure is.";
    try (Terminal terminal = Screen.open();
        Spinner spinner = new Spinner(terminal, "Thinking...");
        RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof AgentUpdatedStreamEvent) {
          spinner.start(); // the first event of every run
        }
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          spinner.close(); // gone before the first word; later calls do nothing
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
    }
    System.out.println();
  }
}
