package agentloop;

import agentloop.Tools.WeatherArgs;
import agents.Agent;
import agents.AgentsException;
import agents.FileSession;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/** A chat that remembers: a session keeps what was said, for the next time too. */
public final class ConversationLoop {
  public static void main(String[] args) {
    String what = "The temperature in a city now, in degrees Celsius.";
    FunctionTool.Handler<WeatherArgs> look = (run, arg) -> Tools.temperature(arg.city());
    FunctionTool weather = FunctionTool.of("get_weather", what, WeatherArgs.class, look);
    Agent agent = Agent.builder().name("Assistant").tool(weather).build();
    String file = args.length > 0 ? args[0] : "target/conversation.jsonl";
    FileSession session = new FileSession(Path.of(file));
    RunConfig config = RunConfig.builder().session(session).sessionLimit(40).build();

    int items = session.getItems().size();
    System.out.printf("%s holds %d items. Say bye to leave.%n", file, items);
    Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
    String line = next(in);
    while (!line.matches("(?i)quit|exit|bye")) {
      System.out.print("Assistant: ");
      try (RunResultStreaming result = Runner.runStreamed(agent, line, config)) {
        for (StreamEvent event : result.streamEvents()) {
          if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
            System.out.print(raw.data().asOutputTextDelta().delta());
            System.out.flush();
          }
        }
      } catch (AgentsException e) {
        System.out.print("[" + e.getMessage() + "]"); // and the conversation goes on
      }
      System.out.println();
      line = next(in);
    }
  }

  /** Returns what the user says next, or bye when the input has ended. */
  private static String next(Scanner in) {
    System.out.print("You: ");
    System.out.flush();
    String line = in.hasNextLine() ? in.nextLine().strip() : "bye";
    if (System.console() == null) {
      System.out.println(line); // a terminal shows what you type, a file doesn't
    }
    return line.isEmpty() ? next(in) : line;
  }
}
