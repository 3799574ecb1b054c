package runasyncstreaming;

import agents.Agent;
import agents.InputItems;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;

/** A chat: each question is sent together with the whole conversation before it. */
public final class ChatLoop {
  public static void main(String[] args) throws Exception {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    List<ResponseInputItem> history = new ArrayList<>();
    try (Terminal terminal = Screen.open()) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION); // "!" is just a "!"
      String line = reader.readLine("You: ").strip();
      while (!line.equals("quit")) {
        history.add(InputItems.user(line));
        answer(agent, history);
        line = reader.readLine("You: ").strip();
      }
    } catch (EndOfFileException | UserInterruptException e) {
      System.out.println(); // Ctrl-D or Ctrl-C at the prompt, or the end of a file
    }
  }

  private static void answer(Agent agent, List<ResponseInputItem> history) {
    System.out.println();
    try (RunResultStreaming result = Runner.runStreamed(agent, history)) {
      Object before = Signals.register("INT", result::cancel); // what Ctrl-C does
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
      Signals.unregister("INT", before);
      history.clear();
      history.addAll(result.toInputList());
      boolean stopped = result.finalOutput() == null;
      if (stopped) { // the model should know what it has said
        history.add(InputItems.assistant(result.partialText() + " [stopped]"));
      }
      System.out.println(stopped ? " [stopped]\n" : "\n");
    }
  }
}
