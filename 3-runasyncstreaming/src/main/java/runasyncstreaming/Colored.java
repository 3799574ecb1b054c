package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Prints the deltas in two alternating colours, so that you see each piece. */
public final class Colored {
  private static final AttributedStyle CYAN = AttributedStyle.DEFAULT.foreground(6);
  private static final AttributedStyle YELLOW = AttributedStyle.DEFAULT.foreground(3);

  public static void main(String[] args) throws Exception {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    int deltas = 0;
    try (Terminal terminal = Screen.open();
        RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          String delta = raw.data().asOutputTextDelta().delta();
          AttributedStyle style = deltas++ % 2 == 0 ? CYAN : YELLOW;
          // Each piece also resets the colour, so that your shell never stays coloured.
          System.out.print(new AttributedString(delta, style).toAnsi(terminal));
          System.out.flush();
        }
      }
    }
    System.out.println();
  }
}
