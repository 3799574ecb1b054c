package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

/** Counts the words of the answer in the last row of the terminal. */
public final class Progress {
  public static void main(String[] args) throws Exception {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    StringBuilder text = new StringBuilder();
    try (Terminal terminal = Screen.open();
        RunResultStreaming result = Runner.runStreamed(agent, question)) {
      Status status = Status.getStatus(terminal); // the last row; a pipe has none
      terminal.handle(Terminal.Signal.INT, ctrlC -> result.cancel()); // then clean up
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          System.out.print(delta);
          System.out.flush();
          text.append(delta);
          // Not at the right edge: there, the cursor would come back to the wrong row.
          if (column(text) % Math.max(1, terminal.getSize().getColumns()) > 0) {
            String words = "[" + Words.in(text) + " words so far]";
            status.update(List.of(new AttributedString(words)));
          }
        }
      }
      status.hide();
    }
    System.out.println("\n[" + Words.in(text) + " words]");
  }

  private static int column(StringBuilder text) {
    String line = text.substring(text.lastIndexOf("\n") + 1);
    return new AttributedString(line).columnLength();
  }
}
